import type { AccessCheck } from '../../access/check.ts';
import type { UserRecord } from '../../world/model.ts';
import { rememberUser } from '../../world/stale-look.ts';
import { emit } from '../../world/state.ts';
import type { OperationCall } from '../operation.ts';
import { POLICY_ARN } from './rules.ts';
import { targetUser } from './target-user.ts';

const IAM_ARN = /^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/;

/** A user and the policy to attach to or detach from it. */
export interface PolicyAttachment {
  readonly check: AccessCheck;
  readonly policyArn: string;
  forChange(): UserRecord;
}

/** Reads the parameters of AttachUserPolicy and DetachUserPolicy; `iam:PolicyARN` is what limits such a permission. */
export function policyAttachment(call: OperationCall, action: string): PolicyAttachment {
  call.params.requiredText('UserName');
  const policyArn = call.params.requiredText('PolicyArn', POLICY_ARN);
  if (!IAM_ARN.test(policyArn)) throw call.params.invalid('Invalid ARN:  Could not be parsed!');
  const target = targetUser(call, action);
  const { accountId } = call.caller.identity;
  const name = call.params.text('UserName') ?? '';
  const boundary = call.state.accounts.get(accountId)?.users.get(name)?.permissionsBoundary;
  const forChange = (): UserRecord => {
    const user = target.get();
    rememberUser(call.state, user);
    return user;
  };
  const keys = { 'iam:PolicyARN': policyArn, 'iam:PermissionsBoundary': boundary?.arn };
  return { policyArn, check: { ...target.check, keys }, forChange };
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
