import { emitSecretEvent } from '../../world/secret-changes.ts';
import type { Operation } from '../operation.ts';
import { targetSecret } from './target-secret.ts';

/** UntagResource: removes tags; keys that are not there are no error. */
export const untagResource: Operation = {
  service: 'secretsmanager',
  name: 'UntagResource',
  mutation: true,
  targetArnParameter: 'SecretId',
  prepare: (call) => {
    const keys = call.params.texts('TagKeys');
    const target = targetSecret(call, 'UntagResource', { 'aws:TagKeys': keys });
    return {
      checks: [target.check],
      run: () => {
        const secret = target.liveForChange();
        for (const key of keys) secret.tags.delete(key);
        emitSecretEvent(call.state, 'UntagResource', secret, call.caller.actor, { keys: keys.join(',') });
        return {};
      },
    };
  },
};
