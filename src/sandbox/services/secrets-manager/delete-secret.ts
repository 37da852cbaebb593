import type { SecretRecord } from '../../world/model.ts';
import { emitSecretEvent } from '../../world/secret-changes.ts';
import type { Operation, OperationCall } from '../operation.ts';
import { secretsError } from './errors.ts';
import { targetSecret } from './target-secret.ts';

const DAY = 86_400_000;
const RECOVERY_DAYS = { min: 7, max: 30 };
/** A forced deletion is asynchronous too: the name stays taken for a moment. */
const FORCED_PURGE_MS = 2000;

/** DeleteSecret: schedules deletion, or forces it; a forced one of a missing secret is no error. */
export const deleteSecret: Operation = {
  service: 'secretsmanager',
  name: 'DeleteSecret',
  mutation: true,
  targetArnParameter: 'SecretId',
  prepare: (call) => {
    const { params, state } = call;
    const isForced = params.flag('ForceDeleteWithoutRecovery') === true;
    const days = recoveryDays(call, isForced);
    const target = targetSecret(call, 'DeleteSecret', {
      'secretsmanager:ForceDeleteWithoutRecovery': String(isForced),
      'secretsmanager:RecoveryWindowInDays': String(days),
    });
    return {
      checks: [target.check],
      run: () => {
        const now = state.clock.now();
        if (isForced && target.found === undefined) {
          return { Name: params.text('SecretId'), DeletionDate: new Date(now) };
        }
        const secret = isForced ? target.forChange() : target.liveForChange();
        refuseWithReplicas(secret);
        secret.isForced = isForced;
        secret.deletedAt = now;
        secret.purgeAt = isForced ? now + FORCED_PURGE_MS : now + days * DAY;
        const detail = { forced: isForced, recoveryDays: isForced ? 0 : days };
        emitSecretEvent(state, 'DeleteSecret', secret, call.caller.actor, detail);
        const DeletionDate = new Date(isForced ? now : secret.purgeAt);
        return { ARN: secret.arn, Name: secret.name, DeletionDate };
      },
    };
  },
};

function recoveryDays(call: OperationCall, isForced: boolean): number {
  const { params } = call;
  if (!params.has('RecoveryWindowInDays')) return RECOVERY_DAYS.max;
  if (isForced) {
    const message = "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.";
    throw secretsError('InvalidParameterException', message);
  }
  const days = params.integer('RecoveryWindowInDays', { min: 0, max: 10_000 }) ?? RECOVERY_DAYS.max;
  if (days >= RECOVERY_DAYS.min && days <= RECOVERY_DAYS.max) return days;
  const message = 'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).';
  throw secretsError('InvalidParameterException', message);
}

function refuseWithReplicas(secret: SecretRecord): void {
  if (secret.replicas.size === 0) return;
  const regions = [...secret.replicas.keys()].join(', ');
  const message = `You can't delete secret ${secret.arn} that still has replica regions [${regions}].`;
  throw secretsError('InvalidParameterException', message);
}
