import type { PrincipalList } from './document.ts';
import type { PrincipalIdentity } from './request.ts';

/**
 * How a resource policy names a principal. It matters: a user or a session named itself is granted directly, past its
 * boundary and session policy; a role or everybody is not; an account only delegates to its own identity policies.
 */
export type Grantee = 'user' | 'session' | 'role' | 'everybody' | 'account';

const ACCOUNT_ID = /^\d{12}$/;

/** Finds the most direct way in which a Principal element names somebody. */
export function granteeOf(
  list: PrincipalList,
  principal: PrincipalIdentity,
  bindings: Map<string, string>,
): Grantee | undefined {
  const kinds = new Set(list.aws.map((name) => kindOf(name, principal, bindings)));
  for (const kind of ['user', 'session', 'role'] as const) if (kinds.has(kind)) return kind;
  if (list.everybody) return 'everybody';
  return kinds.has('account') ? 'account' : undefined;
}

/**
 * Tells whether NotPrincipal leaves somebody out. IAM wants every form of the principal listed (account, role and
 * session), or the statement still applies to the form that is missing.
 */
export function isExcepted(list: PrincipalList, principal: PrincipalIdentity): boolean {
  if (list.everybody) return true;
  const names = new Set(list.aws);
  const account = names.has(principal.accountId) || names.has(`arn:aws:iam::${principal.accountId}:root`);
  return account && names.has(principal.arn) && names.has(principal.principalArn);
}

function kindOf(
  name: string,
  principal: PrincipalIdentity,
  bindings: Map<string, string>,
): Grantee | undefined {
  if (name === principal.uniqueId) return principal.kind === 'user' ? 'user' : 'role';
  if (isAccount(name, principal.accountId)) return 'account';
  if (principal.kind === 'session' && name === principal.arn) return 'session';
  if (name !== principal.principalArn || !isBoundTo(name, principal, bindings)) return undefined;
  return principal.kind === 'user' ? 'user' : 'role';
}

function isAccount(name: string, accountId: string): boolean {
  return ACCOUNT_ID.test(name) ? name === accountId : name === `arn:aws:iam::${accountId}:root`;
}

function isBoundTo(arn: string, principal: PrincipalIdentity, bindings: Map<string, string>): boolean {
  const bound = bindings.get(arn);
  if (bound !== undefined) return bound === principal.uniqueId;
  bindings.set(arn, principal.uniqueId);
  return true;
}
