import type { Operation } from '../operation.ts';
import { organizationsCheck, readableOrganization } from './access.ts';
import { accountShape } from './account-shape.ts';
import { namedAccount } from './targets.ts';

/** DescribeAccount: one account. */
export const describeAccount: Operation = {
  service: 'organizations',
  name: 'DescribeAccount',
  mutation: false,
  prepare: (call) => ({
    checks: [organizationsCheck(call, 'DescribeAccount')],
    run: () => {
      const organization = readableOrganization(call);
      const account = namedAccount(call.state, call.params, 'AccountId');
      return { Account: accountShape(call.state, organization, account) };
    },
  }),
};
