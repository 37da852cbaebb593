import type { Operation } from '../operation.ts';
import { targetUser } from './target-user.ts';
import { userExtras, userSummary } from './user-shape.ts';

/** GetUser: one user with tags and boundary. */
export const getUser: Operation = {
  service: 'iam',
  name: 'GetUser',
  mutation: false,
  prepare: (call) => {
    const target = targetUser(call, 'GetUser');
    return {
      checks: [target.check],
      run: () => {
        const user = target.seen();
        return { User: { ...userSummary(user), ...userExtras(user) } };
      },
    };
  },
};
