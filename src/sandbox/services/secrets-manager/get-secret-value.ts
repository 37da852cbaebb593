import type { SecretRecord, SecretVersionRecord } from '../../world/model.ts';
import { emitSecretEvent } from '../../world/secret-changes.ts';
import { CURRENT, versionAt } from '../../world/secret-stages.ts';
import type { Operation } from '../operation.ts';
import { secretsError } from './errors.ts';
import { STAGE } from './rules.ts';
import { refuseForeignUseOfDefaultKey, targetSecret } from './target-secret.ts';

const DAY = 86_400_000;

/** GetSecretValue: by stage, default AWSCURRENT, or by version id. Reads are remembered to the day. */
export const getSecretValue: Operation = {
  service: 'secretsmanager',
  name: 'GetSecretValue',
  mutation: false,
  targetArnParameter: 'SecretId',
  prepare: (call) => {
    const { params, state } = call;
    const versionId = params.text('VersionId', { min: 32, max: 64 });
    const stage = params.text('VersionStage', STAGE);
    const target = targetSecret(call, 'GetSecretValue', {
      'secretsmanager:VersionId': versionId,
      'secretsmanager:VersionStage': stage ?? (versionId === undefined ? CURRENT : undefined),
    });
    return {
      checks: [target.check],
      run: () => {
        const secret = target.seenLive();
        refuseForeignUseOfDefaultKey(call, secret);
        const version = chooseVersion(secret, versionId, stage);
        markRead(target.found ?? secret, version.id, Math.floor(state.clock.now() / DAY) * DAY);
        emitSecretEvent(state, 'ReadSecretValue', secret, call.caller.actor, { versionId: version.id });
        return {
          ARN: secret.arn,
          Name: secret.name,
          VersionId: version.id,
          [version.binary ? 'SecretBinary' : 'SecretString']: version.value.reveal(),
          VersionStages: [...version.stages],
          CreatedDate: new Date(version.createdAt),
        };
      },
    };
  },
};

/** The read itself is no stale news, whatever it was answered with. */
function markRead(secret: SecretRecord, versionId: string, today: number): void {
  secret.accessedOn = today;
  const version = secret.versions.get(versionId);
  if (version !== undefined) version.accessedOn = today;
}

function chooseVersion(
  secret: SecretRecord,
  versionId: string | undefined,
  stage: string | undefined,
): SecretVersionRecord {
  if (versionId === undefined) {
    const wanted = stage ?? CURRENT;
    const version = versionAt(secret, wanted);
    if (version !== undefined) return version;
    const message = `Secrets Manager can't find the specified secret value for staging label: ${wanted}`;
    throw secretsError('ResourceNotFoundException', message);
  }
  const version = secret.versions.get(versionId);
  if (version === undefined) {
    const message = `Secrets Manager can't find the specified secret value for VersionId: ${versionId}`;
    throw secretsError('ResourceNotFoundException', message);
  }
  if (stage === undefined || version.stages.has(stage)) return version;
  const message = 'You provided a VersionStage that is not associated to the provided VersionId.';
  throw secretsError('InvalidRequestException', message);
}
