import type { Operation } from '../operation.ts';
import { organizationsCheck, readableOrganization } from './access.ts';
import { accountShape } from './account-shape.ts';
import { organizationsPage } from './organizations-page.ts';
import { memberAccounts, namedParent } from './targets.ts';

/** ListAccountsForParent: the accounts directly in the root or a unit. */
export const listAccountsForParent: Operation = {
  service: 'organizations',
  name: 'ListAccountsForParent',
  mutation: false,
  prepare: (call) => ({
    checks: [organizationsCheck(call, 'ListAccountsForParent')],
    run: () => {
      const organization = readableOrganization(call);
      const parent = namedParent(call.state, call.params);
      const children = memberAccounts(call.state).filter((account) => account.parentId === parent.id);
      const { items, NextToken } = organizationsPage(call, children, (account) => account.id);
      return {
        Accounts: items.map((account) => accountShape(call.state, organization, account)),
        NextToken,
      };
    },
  }),
};
