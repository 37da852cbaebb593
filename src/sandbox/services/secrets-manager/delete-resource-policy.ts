import { emitSecretEvent } from '../../world/secret-changes.ts';
import type { Operation } from '../operation.ts';
import { targetSecret } from './target-secret.ts';

/** DeleteResourcePolicy: no error when there is none. */
export const deleteResourcePolicy: Operation = {
  service: 'secretsmanager',
  name: 'DeleteResourcePolicy',
  mutation: true,
  targetArnParameter: 'SecretId',
  prepare: (call) => {
    const target = targetSecret(call, 'DeleteResourcePolicy');
    return {
      checks: [target.check],
      run: () => {
        const secret = target.liveForChange();
        secret.policy = undefined;
        emitSecretEvent(call.state, 'DeleteResourcePolicy', secret, call.caller.actor, {});
        return { ARN: secret.arn, Name: secret.name };
      },
    };
  },
};
