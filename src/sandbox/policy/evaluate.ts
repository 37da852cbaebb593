import type { Statement } from './document.ts';
import { type Grantee, granteeOf, isExcepted } from './principal.ts';
import type { AccessRequest } from './request.ts';
import { statementFits } from './statement.ts';
import type { StoredPolicy } from './stored-policy.ts';

/** What a set of policies says about a request. */
export interface PolicySaying {
  readonly allows: boolean;
  readonly denies: boolean;
  /** The most direct grantee of an allowing resource policy. */
  readonly grantee: Grantee | undefined;
}

const DIRECTNESS: readonly Grantee[] = ['account', 'everybody', 'role', 'session', 'user'];

/** Asks policies that belong to the principal (identity, boundary, session, organization); they name nobody. */
export function askOwnPolicies(policies: readonly StoredPolicy[], request: AccessRequest): PolicySaying {
  return ask(policies, request, () => 'everybody');
}

/** Asks a policy that belongs to the resource (resource policy, trust policy); it names its principals. */
export function askResourcePolicy(policy: StoredPolicy, request: AccessRequest): PolicySaying {
  return ask([policy], request, (statement) => {
    const { principals } = statement;
    if (principals === undefined) return undefined;
    if (!principals.negated) return granteeOf(principals, request.principal, policy.bindings);
    return isExcepted(principals, request.principal) ? undefined : 'everybody';
  });
}

/**
 * Statements that the sandbox cannot evaluate (an unknown operator or key) fail closed: such an Allow grants nothing,
 * such a Deny denies.
 */
function ask(
  policies: readonly StoredPolicy[],
  request: AccessRequest,
  named: (statement: Statement) => Grantee | undefined,
): PolicySaying {
  let allows = false;
  let denies = false;
  let grantee: Grantee | undefined;
  for (const { document } of policies) {
    for (const statement of document.statements) {
      const who = named(statement);
      if (who === undefined) continue;
      const fits = statementFits(statement, request, document.variables);
      if (statement.effect === 'Deny') {
        denies ||= fits !== 'no';
      } else if (fits === 'yes') {
        allows = true;
        grantee = moreDirect(grantee, who);
      }
    }
  }
  return { allows, denies, grantee };
}

function moreDirect(a: Grantee | undefined, b: Grantee): Grantee {
  return a !== undefined && DIRECTNESS.indexOf(a) > DIRECTNESS.indexOf(b) ? a : b;
}
