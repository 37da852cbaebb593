import type { Statement } from './document.ts';
import type { PolicySource } from './policy-source.ts';
import { PolicySyntaxError } from './raw-object.ts';
import { type StoredPolicy, storePolicy } from './stored-policy.ts';

/** Stores a policy that belongs to a principal (identity, boundary, session, organization). */
export function storePermissionPolicy(source: PolicySource): StoredPolicy {
  return checked(source, (statement) => {
    if (statement.principals !== undefined) return 'Policy document should not specify a principal.';
    return statement.resources === undefined ? 'Policy statement must contain resources.' : undefined;
  });
}

/** Stores the policy that says who may assume a role. */
export function storeTrustPolicy(source: PolicySource): StoredPolicy {
  return checked(source, (statement) => {
    if (statement.resources !== undefined) return 'Has prohibited field Resource.';
    return statement.principals === undefined ? 'Missing required field Principal.' : undefined;
  });
}

/** Stores the policy of a resource, such as a secret. */
export function storeResourcePolicy(source: PolicySource): StoredPolicy {
  return checked(source, (statement) => {
    if (statement.resources === undefined) return 'Missing required field Resource.';
    return statement.principals === undefined ? 'Missing required field Principal.' : undefined;
  });
}

function checked(
  source: PolicySource,
  problemOf: (statement: Statement) => string | undefined,
): StoredPolicy {
  const policy = storePolicy(source);
  for (const statement of policy.document.statements) {
    const problem = problemOf(statement);
    if (problem !== undefined) throw new PolicySyntaxError(problem);
  }
  return policy;
}
