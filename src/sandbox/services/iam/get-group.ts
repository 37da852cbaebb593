import type { Operation } from '../operation.ts';
import { callersAccount } from './account-check.ts';
import { groupSummary } from './group-shape.ts';
import { iamPage } from './iam-page.ts';
import { NAME } from './rules.ts';
import { noSuchEntity, seenUsers } from './target-user.ts';
import { userSummary } from './user-shape.ts';

/** GetGroup: a group and its members, paged. */
export const getGroup: Operation = {
  service: 'iam',
  name: 'GetGroup',
  mutation: false,
  prepare: (call) => {
    const { accountId } = call.caller.identity;
    const name = call.params.requiredText('GroupName', NAME);
    const { groups } = callersAccount(call);
    const group = groups.get(name);
    const resource = group?.arn ?? `arn:aws:iam::${accountId}:group/${name}`;
    const shownAs = group?.arn ?? `group ${name}`;
    return {
      checks: [{ action: 'iam:GetGroup', resource, shownAs, resourceAccountId: accountId }],
      run: () => {
        if (group === undefined) throw noSuchEntity(`The group with name ${name} cannot be found.`);
        const members = seenUsers(call.state, accountId).filter((user) => user.groups.has(group.name));
        const { items, paging } = iamPage(call, members, (user) => user.name);
        return { Group: groupSummary(group), Users: items.map(userSummary), ...paging };
      },
    };
  },
};
