import type { Operation } from '../operation.ts';
import { targetSecret } from './target-secret.ts';

/** GetResourcePolicy: the policy's text, absent when there is none. */
export const getResourcePolicy: Operation = {
  service: 'secretsmanager',
  name: 'GetResourcePolicy',
  mutation: false,
  targetArnParameter: 'SecretId',
  prepare: (call) => {
    const target = targetSecret(call, 'GetResourcePolicy');
    return {
      checks: [target.check],
      run: () => {
        const secret = target.seenLive();
        return { ARN: secret.arn, Name: secret.name, ResourcePolicy: secret.policy?.text };
      },
    };
  },
};
