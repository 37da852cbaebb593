import type { Caller } from '../auth/caller.ts';
import { type AccessDecision, decideAccess, type PolicyStack } from '../policy/decide.ts';
import type { StoredPolicy } from '../policy/stored-policy.ts';
import { commonError } from '../service-error.ts';
import type { ServiceName } from '../wire/service.ts';
import type { AttachedPolicyRecord, UserRecord } from '../world/model.ts';
import type { WorldState } from '../world/state.ts';
import type { AccessCheck } from './check.ts';
import { contextOf, type RequestFacts } from './context.ts';
import { organizationPolicies } from './organization-path.ts';

/** Throws AccessDenied, worded as AWS words it, unless every policy with a say lets the caller do it. */
export function authorize(
  state: WorldState,
  caller: Caller,
  check: AccessCheck,
  facts: RequestFacts & { readonly service: ServiceName },
): void {
  const context = contextOf(state, caller, check, facts);
  const { identity: principal } = caller;
  const { action, resource } = check;
  const decision = decideAccess({ principal, action, resource, context }, stackOf(state, caller, check));
  if (decision.allowed) return;
  const reason = `${decision.explicit ? 'denied by' : 'not allowed by'} ${decision.layer}`;
  throw commonError('accessDenied', facts.service, messageOf(caller, check, decision), reason);
}

function stackOf(state: WorldState, caller: Caller, check: AccessCheck): PolicyStack {
  const account = state.accounts.get(caller.identity.accountId);
  return {
    identity: caller.user === undefined ? (caller.role?.policies ?? []) : userPolicies(state, caller.user),
    ...boundaryOf(caller),
    session: caller.session?.policy,
    organization: account === undefined ? [] : organizationPolicies(state, account),
    resource: check.resourcePolicy,
    resourceAccountId: check.resourceAccountId,
    resourceMustAllow: check.resourceMustAllow ?? false,
  };
}

function boundaryOf(caller: Caller): Pick<PolicyStack, 'boundary' | 'unknownBoundary'> {
  const boundary = caller.user?.permissionsBoundary;
  if (boundary !== undefined) {
    return { boundary: boundary.document, unknownBoundary: boundary.document === undefined };
  }
  return { boundary: caller.role?.permissionsBoundary };
}

function userPolicies(state: WorldState, user: UserRecord): readonly StoredPolicy[] {
  const groups = state.accounts.get(user.accountId)?.groups;
  const holders = [user, ...[...user.groups].flatMap((name) => groups?.get(name) ?? [])];
  return holders.flatMap((holder) => [
    ...holder.inlinePolicies.values(),
    ...documentsOf(holder.attachedPolicies),
  ]);
}

function documentsOf(attached: ReadonlyMap<string, AttachedPolicyRecord>): readonly StoredPolicy[] {
  return [...attached.values()].flatMap((policy) => policy.document ?? []);
}

function messageOf(
  caller: Caller,
  check: AccessCheck,
  decision: Exclude<AccessDecision, { allowed: true }>,
): string {
  const { action } = check;
  const on = `on resource: ${check.shownAs ?? check.resource}`;
  const message = `User: ${caller.identity.arn} is not authorized to perform: ${action} ${on}`;
  if (check.resourceMustAllow === true) return message;
  const article = decision.layer.startsWith('i') ? 'an' : 'a';
  return decision.explicit
    ? `${message} with an explicit deny in ${article} ${decision.layer}`
    : `${message} because no ${decision.layer} allows the ${action} action`;
}
