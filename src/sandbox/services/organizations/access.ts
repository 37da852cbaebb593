import type { AccessCheck } from '../../access/check.ts';
import { ServiceError } from '../../service-error.ts';
import type { OrganizationRecord } from '../../world/model.ts';
import type { OperationCall } from '../operation.ts';

/** The caller's organization, or the error of an account that is in none. */
export function callersOrganization(call: OperationCall): OrganizationRecord {
  const { state, caller } = call;
  const account = state.accounts.get(caller.identity.accountId);
  if (state.organization === undefined || account?.parentId === undefined) {
    const message = 'Your account is not a member of an organization.';
    throw new ServiceError('AWSOrganizationsNotInUseException', 400, message);
  }
  return state.organization;
}

/** The same, but only for the management account and those that it lets read the organization. */
export function readableOrganization(call: OperationCall): OrganizationRecord {
  const organization = callersOrganization(call);
  const { accountId } = call.caller.identity;
  const mayRead =
    accountId === organization.managementAccountId || organization.delegatedAccountIds.has(accountId);
  if (mayRead) return organization;
  const message = "You don't have permissions to access this resource.";
  throw new ServiceError('AccessDeniedException', 400, message, 'neither management account nor delegated');
}

/** A permission of the caller within its own account; the organization's delegation is checked apart. */
export function organizationsCheck(call: OperationCall, action: string, resource: string = '*'): AccessCheck {
  const { accountId } = call.caller.identity;
  return { action: `organizations:${action}`, resource, resourceAccountId: accountId };
}
