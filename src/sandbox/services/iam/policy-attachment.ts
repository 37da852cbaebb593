import type { AccessCheck } from '../../access/check.ts';
import type { UserRecord } from '../../world/model.ts';
import { emit } from '../../world/state.ts';
import type { OperationCall } from '../operation.ts';
import { POLICY_ARN } from './rules.ts';
import { targetUser } from './target-user.ts';

/** A user and the policy to attach to or detach from it. */
export interface PolicyAttachment {
  readonly check: AccessCheck;
  readonly policyArn: string;
  get(): UserRecord;
}

/** Reads the parameters of AttachUserPolicy and DetachUserPolicy; `iam:PolicyARN` is what limits such a permission. */
export function policyAttachment(call: OperationCall, action: string): PolicyAttachment {
  call.params.requiredText('UserName');
  const policyArn = call.params.requiredText('PolicyArn', POLICY_ARN);
  const target = targetUser(call, action);
  const { accountId } = call.caller.identity;
  const name = call.params.text('UserName') ?? '';
  const boundary = call.state.accounts.get(accountId)?.users.get(name)?.permissionsBoundary;
  const keys = { 'iam:PolicyARN': policyArn, 'iam:PermissionsBoundary': boundary?.arn };
  return { policyArn, check: { ...target.check, keys }, get: () => target.get() };
}

/** Writes an attachment or detachment down. */
export function emitAttachment(
  call: OperationCall,
  type: 'AttachUserPolicy' | 'DetachUserPolicy',
  user: UserRecord,
  policyArn: string,
): void {
  const { accountId, userId, name: userName } = user;
  emit(call.state, call.caller.actor, { type, accountId, userName, userId, detail: { policyArn } });
}
