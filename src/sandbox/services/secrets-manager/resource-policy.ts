import type { Statement } from '../../policy/document.ts';
import { storeResourcePolicy } from '../../policy/policy-kind.ts';
import { PolicySyntaxError } from '../../policy/raw-object.ts';
import type { StoredPolicy } from '../../policy/stored-policy.ts';
import { uniqueIdOfPrincipal } from '../../world/lookup.ts';
import type { WorldState } from '../../world/state.ts';
import { secretsError } from './errors.ts';

/** Condition keys that narrow "everybody" enough for a policy not to count as public. */
const NARROWING_KEYS = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:userid',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
]);

/** Reads a resource policy and binds its principals to the users and roles that they name today. */
export function readResourcePolicy(state: WorldState, text: string): StoredPolicy {
  const policy = parse(text);
  for (const statement of policy.document.statements) bindPrincipals(state, statement, policy);
  return policy;
}

/** Tells whether a policy lets everybody in: an Allow for all principals without a narrowing condition. */
export function isPublic(policy: StoredPolicy): boolean {
  return policy.document.statements.some(
    (statement) =>
      statement.effect === 'Allow' &&
      (statement.principals?.everybody === true || statement.principals?.negated === true) &&
      !statement.conditions.some(
        (clause) => NARROWING_KEYS.has(clause.key.toLowerCase()) && !clause.values.includes('*'),
      ),
  );
}

function parse(text: string): StoredPolicy {
  try {
    return storeResourcePolicy(text);
  } catch (error) {
    if (!(error instanceof PolicySyntaxError)) throw error;
    throw malformed(`This resource policy contains a syntax error: ${error.message}`);
  }
}

function bindPrincipals(state: WorldState, statement: Statement, policy: StoredPolicy): void {
  for (const name of statement.principals?.aws ?? []) {
    if (isKnownAccount(state, name) || isKnownSession(state, name)) continue;
    const id = uniqueIdOfPrincipal(state, name);
    if (id === undefined) throw malformed('This resource policy contains an unsupported principal.');
    policy.bindings.set(name, id);
  }
}

function isKnownAccount(state: WorldState, name: string): boolean {
  const id = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1];
  return id !== undefined && state.accounts.has(id);
}

function isKnownSession(state: WorldState, name: string): boolean {
  const [, accountId, role] = /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)\/[^/]+$/.exec(name) ?? [];
  return role !== undefined && state.accounts.get(accountId ?? '')?.roles.has(role) === true;
}

function malformed(message: string): Error {
  return secretsError('MalformedPolicyDocumentException', message);
}
