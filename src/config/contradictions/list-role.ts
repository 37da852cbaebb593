import { listRoleOf } from '../draft.ts';
import type { ContradictionRule } from './rule.ts';

/** To list the organization by a role, both the account and the role must be known. */
export const listComplete: ContradictionRule = {
  reads: ['organization.list', 'organization.role'],
  find: (_settings, draft) => {
    const { list } = draft.organization;
    if (list === undefined) return [];
    if (list.accountId === undefined) {
      const message = `organization.list names a role (${list.role}) and no account to assume it in.`;
      const hint =
        'Write the management account, or a delegated administrator, as `accountId`; or leave `list` out to list with your own credentials.';
      return [{ paths: ['organization.list.role'], message, hint }];
    }
    if (listRoleOf(draft) !== undefined) return [];
    const message = `organization.list names an account (${list.accountId}) and no role to assume in it.`;
    const hint = 'Write the name of the role as `role`, or one name for all roles as `organization.role`.';
    return [{ paths: ['organization.list.accountId'], message, hint }];
  },
};
