import { emitSecretEvent } from '../../world/secret-changes.ts';
import type { Operation } from '../operation.ts';
import { notFound, targetSecret } from './target-secret.ts';

/** RestoreSecret: ends a scheduled deletion, never a forced one; no error when none is scheduled. */
export const restoreSecret: Operation = {
  service: 'secretsmanager',
  name: 'RestoreSecret',
  mutation: true,
  targetArnParameter: 'SecretId',
  prepare: (call) => {
    const target = targetSecret(call, 'RestoreSecret');
    return {
      checks: [target.check],
      run: () => {
        const secret = target.forChange();
        if (secret.isForced) throw notFound();
        secret.deletedAt = undefined;
        secret.purgeAt = undefined;
        emitSecretEvent(call.state, 'RestoreSecret', secret, call.caller.actor, {});
        return { ARN: secret.arn, Name: secret.name };
      },
    };
  },
};
