import type { Operation } from '../operation.ts';
import { callersAccount } from './account-check.ts';
import { groupSummary } from './group-shape.ts';
import { iamPage } from './iam-page.ts';
import { targetUser } from './target-user.ts';

/** ListGroupsForUser: the groups that a user is in. */
export const listGroupsForUser: Operation = {
  service: 'iam',
  name: 'ListGroupsForUser',
  mutation: false,
  prepare: (call) => {
    const target = targetUser(call, 'ListGroupsForUser');
    return {
      checks: [target.check],
      run: () => {
        const { groups } = callersAccount(call);
        const mine = [...target.seen().groups].flatMap((name) => groups.get(name) ?? []);
        const { items, paging } = iamPage(call, mine, (group) => group.name);
        return { Groups: items.map(groupSummary), ...paging };
      },
    };
  },
};
