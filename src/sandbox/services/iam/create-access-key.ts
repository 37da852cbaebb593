import { ServiceError } from '../../service-error.ts';
import { createKey } from '../../world/key-changes.ts';
import type { Operation } from '../operation.ts';
import { targetUser } from './target-user.ts';

const KEYS_PER_USER = 2;

/** CreateAccessKey: the only answer that ever shows the secret; no request token, so a retry makes a second key. */
export const createAccessKey: Operation = {
  service: 'iam',
  name: 'CreateAccessKey',
  mutation: true,
  prepare: (call) => {
    const target = targetUser(call, 'CreateAccessKey');
    return {
      checks: [target.check],
      run: () => {
        const user = target.get();
        if (user.keys.size >= KEYS_PER_USER) {
          const message = `Cannot exceed quota for AccessKeysPerUser: ${KEYS_PER_USER}`;
          throw new ServiceError('LimitExceeded', 409, message);
        }
        const key = createKey(call.state, user, call.caller.actor);
        return {
          AccessKey: {
            UserName: user.name,
            AccessKeyId: key.id,
            Status: key.status,
            SecretAccessKey: key.secret.reveal(),
            CreateDate: new Date(key.createdAt),
          },
        };
      },
    };
  },
};
