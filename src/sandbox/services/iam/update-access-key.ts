import { switchKey } from '../../world/key-changes.ts';
import type { Operation } from '../operation.ts';
import { targetKey } from './target-key.ts';
import { targetUser } from './target-user.ts';

/** UpdateAccessKey: switches a key on or off; the same status again is no error. */
export const updateAccessKey: Operation = {
  service: 'iam',
  name: 'UpdateAccessKey',
  mutation: true,
  prepare: (call) => {
    const target = targetUser(call, 'UpdateAccessKey');
    const status = call.params.requiredText('Status', { oneOf: ['Active', 'Inactive'] });
    return {
      checks: [target.check],
      run: () => {
        switchKey(call.state, targetKey(call, target.get()), status, call.caller.actor);
        return {};
      },
    };
  },
};
