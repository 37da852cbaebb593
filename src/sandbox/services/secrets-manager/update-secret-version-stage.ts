import type { SecretRecord, SecretVersionRecord } from '../../world/model.ts';
import { emitSecretEvent, touchSecret } from '../../world/secret-changes.ts';
import { attachStage, CURRENT, versionAt } from '../../world/secret-stages.ts';
import type { Operation } from '../operation.ts';
import { secretsError } from './errors.ts';
import { STAGE } from './rules.ts';
import { targetSecret } from './target-secret.ts';

interface StageMove {
  readonly stage: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** UpdateSecretVersionStage: moves, attaches or removes one label; AWSPREVIOUS follows AWSCURRENT by itself. */
export const updateSecretVersionStage: Operation = {
  service: 'secretsmanager',
  name: 'UpdateSecretVersionStage',
  mutation: true,
  targetArnParameter: 'SecretId',
  prepare: (call) => {
    const { params, state, caller } = call;
    const move = {
      stage: params.requiredText('VersionStage', STAGE),
      from: params.text('RemoveFromVersionId'),
      to: params.text('MoveToVersionId'),
    };
    const target = targetSecret(call, 'UpdateSecretVersionStage', {
      'secretsmanager:VersionStage': move.stage,
    });
    return {
      checks: [target.check],
      run: () => {
        const secret = target.liveForChange();
        moveStage(secret, move);
        touchSecret(state, secret);
        const detail = { stage: move.stage, from: move.from ?? 'none', to: move.to ?? 'none' };
        emitSecretEvent(state, 'UpdateSecretVersionStage', secret, caller.actor, detail);
        return { ARN: secret.arn, Name: secret.name };
      },
    };
  },
};

function moveStage(secret: SecretRecord, move: StageMove): void {
  const holder = versionAt(secret, move.stage);
  const to = move.to === undefined ? undefined : versionOf(secret, move.to);
  const from = move.from === undefined ? undefined : versionOf(secret, move.from);
  if (from !== undefined && from !== holder) {
    const message = `The parameter RemoveFromVersionId is invalid. Staging label ${move.stage} is not attached to version ${from.id}.`;
    throw secretsError('InvalidParameterException', message);
  }
  if (to !== undefined && to === holder) return;
  if (holder !== undefined && from === undefined) {
    const message =
      `The parameter RemoveFromVersionId can't be empty. Staging label ${move.stage} is currently attached to ` +
      `version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`;
    throw secretsError('InvalidParameterException', message);
  }
  if (to !== undefined) {
    attachStage(secret, move.stage, to);
    return;
  }
  if (move.stage === CURRENT) {
    const message = `You can only move staging label ${CURRENT} to a different secret version. It can't be completely removed.`;
    throw secretsError('InvalidParameterException', message);
  }
  from?.stages.delete(move.stage);
}

function versionOf(secret: SecretRecord, id: string): SecretVersionRecord {
  const version = secret.versions.get(id);
  if (version !== undefined) return version;
  const message = `Secrets Manager can't find the specified secret version: ${id}.`;
  throw secretsError('ResourceNotFoundException', message);
}
