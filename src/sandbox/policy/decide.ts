import { askOwnPolicies, askResourcePolicy, type PolicySaying } from './evaluate.ts';
import type { AccessRequest } from './request.ts';
import type { StoredPolicy } from './stored-policy.ts';

/** Every policy that has a say in a request. */
export interface PolicyStack {
  readonly identity: readonly StoredPolicy[];
  readonly boundary: StoredPolicy | undefined;
  /** Set when the principal has a boundary whose text is not known: then it allows nothing. */
  readonly unknownBoundary?: boolean;
  readonly session: StoredPolicy | undefined;
  /** One set per level from the root down to the principal's account; empty for accounts that SCPs do not bind. */
  readonly organization: readonly (readonly StoredPolicy[])[];
  readonly resource: StoredPolicy | undefined;
  /** The account that owns the resource. */
  readonly resourceAccountId: string;
  /** True for trust policies: without their consent nobody gets in, whatever identity policies say. */
  readonly resourceMustAllow: boolean;
}

/** The kinds of policy, in the words of AWS's messages. */
export type PolicyLayer =
  | 'identity-based policy'
  | 'permissions boundary'
  | 'session policy'
  | 'service control policy'
  | 'resource-based policy';

/** Allowed, or refused by one layer. */
export type AccessDecision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly explicit: boolean; readonly layer: PolicyLayer };

const SILENT: PolicySaying = { allows: false, denies: false, grantee: undefined };
const ALLOWED: AccessDecision = { allowed: true };

interface Sayings {
  readonly identity: PolicySaying;
  readonly boundary: PolicySaying | undefined;
  readonly session: PolicySaying | undefined;
  readonly organization: readonly PolicySaying[];
  readonly resource: PolicySaying;
}

/** Decides as IAM does: explicit denies first, then the organization, then grants within and across accounts. */
export function decideAccess(request: AccessRequest, stack: PolicyStack): AccessDecision {
  const sayings = ask(request, stack);
  const denied = explicitDeny(sayings);
  if (denied !== undefined) return { allowed: false, explicit: true, layer: denied };
  if (sayings.organization.some((level) => !level.allows)) return refused('service control policy');
  const own = ownGrant(sayings);
  if (request.principal.accountId !== stack.resourceAccountId) {
    if (own !== undefined) return refused(own);
    return sayings.resource.allows ? ALLOWED : refused('resource-based policy');
  }
  if (stack.resourceMustAllow && !sayings.resource.allows) return refused('resource-based policy');
  if (own === undefined || resourceGrants(sayings)) return ALLOWED;
  return refused(own);
}

function ask(request: AccessRequest, stack: PolicyStack): Sayings {
  const own = (policy: StoredPolicy | undefined): PolicySaying | undefined =>
    policy === undefined ? undefined : askOwnPolicies([policy], request);
  return {
    identity: askOwnPolicies(stack.identity, request),
    boundary: stack.unknownBoundary === true ? SILENT : own(stack.boundary),
    session: own(stack.session),
    organization: stack.organization.map((level) => askOwnPolicies(level, request)),
    resource: stack.resource === undefined ? SILENT : askResourcePolicy(stack.resource, request),
  };
}

function explicitDeny(sayings: Sayings): PolicyLayer | undefined {
  if (sayings.organization.some((level) => level.denies)) return 'service control policy';
  if (sayings.resource.denies) return 'resource-based policy';
  if (sayings.identity.denies) return 'identity-based policy';
  if (sayings.boundary?.denies === true) return 'permissions boundary';
  return sayings.session?.denies === true ? 'session policy' : undefined;
}

/** The layer of the principal's own policies that does not allow, or undefined when all do. */
function ownGrant(sayings: Sayings): PolicyLayer | undefined {
  if (!sayings.identity.allows) return 'identity-based policy';
  return limitsOf(sayings);
}

function limitsOf(sayings: Sayings): PolicyLayer | undefined {
  if (sayings.boundary?.allows === false) return 'permissions boundary';
  return sayings.session?.allows === false ? 'session policy' : undefined;
}

/** Within one account a resource policy that names the principal is enough; see Grantee for how far it reaches. */
function resourceGrants(sayings: Sayings): boolean {
  switch (sayings.resource.grantee) {
    case 'user':
    case 'session':
      return true;
    case 'role':
    case 'everybody':
      return limitsOf(sayings) === undefined;
    default:
      return false;
  }
}

function refused(layer: PolicyLayer): AccessDecision {
  return { allowed: false, explicit: false, layer };
}
