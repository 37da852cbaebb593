import { removeKey } from '../../world/key-changes.ts';
import type { Operation } from '../operation.ts';
import { targetKey } from './target-key.ts';
import { targetUser } from './target-user.ts';

/** DeleteAccessKey: for good, active keys too. */
export const deleteAccessKey: Operation = {
  service: 'iam',
  name: 'DeleteAccessKey',
  mutation: true,
  prepare: (call) => {
    const target = targetUser(call, 'DeleteAccessKey');
    return {
      checks: [target.check],
      run: () => {
        removeKey(call.state, targetKey(call, target.get()), call.caller.actor);
        return {};
      },
    };
  },
};
