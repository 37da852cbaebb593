import type { Operation } from '../operation.ts';
import { accountCheck, callersAccount } from './account-check.ts';
import { iamPage } from './iam-page.ts';
import { PATH_PREFIX } from './rules.ts';
import { seenUsers } from './target-user.ts';
import { userSummary } from './user-shape.ts';

/** ListUsers: users by name, without tags and boundaries. */
export const listUsers: Operation = {
  service: 'iam',
  name: 'ListUsers',
  mutation: false,
  prepare: (call) => {
    const prefix = call.params.text('PathPrefix', PATH_PREFIX) ?? '/';
    return {
      checks: [accountCheck(call, 'ListUsers')],
      run: () => {
        const users = seenUsers(call.state, callersAccount(call).id).filter((user) =>
          user.path.startsWith(prefix),
        );
        const { items, paging } = iamPage(call, users, (user) => user.name);
        return { Users: items.map(userSummary), ...paging };
      },
    };
  },
};
