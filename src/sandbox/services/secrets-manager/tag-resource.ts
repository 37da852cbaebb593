import { emitSecretEvent } from '../../world/secret-changes.ts';
import type { Operation } from '../operation.ts';
import { targetSecret } from './target-secret.ts';

/** TagResource: adds tags or changes their values. */
export const tagResource: Operation = {
  service: 'secretsmanager',
  name: 'TagResource',
  mutation: true,
  targetArnParameter: 'SecretId',
  prepare: (call) => {
    const target = targetSecret(call, 'TagResource');
    const tags = call.params.tags('Tags');
    return {
      checks: [{ ...target.check, requestTags: tags }],
      run: () => {
        const secret = target.liveForChange();
        for (const [key, value] of tags) secret.tags.set(key, value);
        secret.wasTagged ||= tags.size > 0;
        emitSecretEvent(call.state, 'TagResource', secret, call.caller.actor, Object.fromEntries(tags));
        return {};
      },
    };
  },
};
