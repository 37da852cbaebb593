import type { AccessCheck } from '../../access/check.ts';
import { accountIn } from '../../world/lookup.ts';
import type { AccountRecord } from '../../world/model.ts';
import type { OperationCall } from '../operation.ts';

/** The permission for an operation that has no resource type: only `Resource: "*"` grants it. */
export function accountCheck(call: OperationCall, action: string): AccessCheck {
  return { action: `iam:${action}`, resource: '*', resourceAccountId: call.caller.identity.accountId };
}

/** The caller's account. */
export function callersAccount(call: OperationCall): AccountRecord {
  return accountIn(call.state, call.caller.identity.accountId);
}
