import { emitSecretEvent } from '../../world/secret-changes.ts';
import type { Operation } from '../operation.ts';
import { secretsError } from './errors.ts';
import { isPublic, readResourcePolicy } from './resource-policy.ts';
import { targetSecret } from './target-secret.ts';

/** PutResourcePolicy: replaces the whole policy. */
export const putResourcePolicy: Operation = {
  service: 'secretsmanager',
  name: 'PutResourcePolicy',
  mutation: true,
  targetArnParameter: 'SecretId',
  prepare: (call) => {
    const { params, state, caller } = call;
    const text = params.requiredText('ResourcePolicy', { min: 1, max: 20_480 });
    const blocksPublic = params.flag('BlockPublicPolicy') === true;
    const target = targetSecret(call, 'PutResourcePolicy', {
      'secretsmanager:BlockPublicPolicy': String(blocksPublic),
    });
    return {
      checks: [target.check],
      run: () => {
        const secret = target.liveForChange();
        const policy = readResourcePolicy(state, text);
        if (blocksPublic && isPublic(policy)) {
          const message = "You can't add a resource policy that grants broad access with BlockPublicPolicy.";
          throw secretsError('PublicPolicyException', message);
        }
        secret.policy = policy;
        emitSecretEvent(state, 'PutResourcePolicy', secret, caller.actor, {});
        return { ARN: secret.arn, Name: secret.name };
      },
    };
  },
};
