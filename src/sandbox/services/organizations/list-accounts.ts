import type { Operation } from '../operation.ts';
import { organizationsCheck, readableOrganization } from './access.ts';
import { accountShape } from './account-shape.ts';
import { organizationsPage } from './organizations-page.ts';
import { memberAccounts } from './targets.ts';

/** ListAccounts: all accounts, whatever their state. */
export const listAccounts: Operation = {
  service: 'organizations',
  name: 'ListAccounts',
  mutation: false,
  prepare: (call) => ({
    checks: [organizationsCheck(call, 'ListAccounts')],
    run: () => {
      const organization = readableOrganization(call);
      const { items, NextToken } = organizationsPage(
        call,
        memberAccounts(call.state),
        (account) => account.id,
      );
      return {
        Accounts: items.map((account) => accountShape(call.state, organization, account)),
        NextToken,
      };
    },
  }),
};
