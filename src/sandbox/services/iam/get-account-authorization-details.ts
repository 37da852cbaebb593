import type { Operation, OperationCall } from '../operation.ts';
import { accountCheck, callersAccount } from './account-check.ts';
import { authorizationDetails, type EntityType } from './authorization-details.ts';
import { iamPage } from './iam-page.ts';
import { seenUsers } from './target-user.ts';

const FILTERS = ['User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy'];

/** GetAccountAuthorizationDetails: users with tags, groups, boundary and policies; no access keys. */
export const getAccountAuthorizationDetails: Operation = {
  service: 'iam',
  name: 'GetAccountAuthorizationDetails',
  mutation: false,
  prepare: (call) => {
    const filter = call.params.texts('Filter');
    const unknown = filter.find((type) => !FILTERS.includes(type));
    if (unknown !== undefined)
      throw call.params.invalid(`Value ${unknown} at 'filter' is not an entity type.`);
    return {
      checks: [accountCheck(call, 'GetAccountAuthorizationDetails')],
      run: () => {
        const account = callersAccount(call);
        const wanted = (type: string): boolean => filter.length === 0 || filter.includes(type);
        const entries = authorizationDetails(account, {
          users: () => seenUsers(call.state, account.id),
          wanted,
        });
        const { items, paging } = iamPage(call, entries, (entry) => entry.sortKey, shortfall(call));
        const ofType = (type: EntityType) =>
          items.filter((item) => item.type === type).map((item) => item.shape);
        return {
          UserDetailList: ofType('User'),
          GroupDetailList: ofType('Group'),
          RoleDetailList: ofType('Role'),
          Policies: [],
          ...paging,
        };
      },
    };
  },
};

/** AWS may give fewer entries than asked for and still be truncated; a third of the pages here do. */
function shortfall(call: OperationCall): number {
  return call.state.random.share(`details/${call.state.sequence}`) < 1 / 3 ? 1 : 0;
}
