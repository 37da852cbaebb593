import type { Canary } from '../domain/rollout.ts';
import type { OrganizationSettings, SafetySettings, Settings } from '../domain/settings.ts';
import type { Given } from './schema/field.ts';

/**
 * Settings while documents are laid over each other.
 *
 * Parts that a file and the environment may give together, such as the canary, can be incomplete until the last one.
 */
export interface Draft extends Omit<Settings, 'organization' | 'safety'> {
  readonly organization: Omit<OrganizationSettings, 'list'> & {
    /** The last `organization.role`: the name of the list role, when that has none of its own. */
    readonly role?: string;
    readonly list?: Given<NonNullable<OrganizationSettings['list']>>;
  };
  readonly safety: Omit<SafetySettings, 'canary'> & { readonly canary?: Given<Canary> };
}

/** The settings that a draft makes; what is incomplete is left out, and is told of by contradictions/complete.ts. */
export function complete(draft: Draft): Settings {
  const { role: _, list, ...organization } = draft.organization;
  const { canary, ...safety } = draft.safety;
  const listRole = listRoleOf(draft);
  const whole = completeCanary(canary);
  return {
    ...draft,
    organization: {
      ...organization,
      ...(list?.accountId === undefined || listRole === undefined
        ? {}
        : { list: { accountId: list.accountId, role: listRole } }),
    },
    safety: { ...safety, ...(whole === undefined ? {} : { canary: whole }) },
  };
}

/** The role that lists the organization: its own name, else the one name for all roles. */
export function listRoleOf({ organization }: Draft): string | undefined {
  return organization.list?.role ?? organization.role;
}

function completeCanary(canary: Draft['safety']['canary']): Canary | undefined {
  const { accounts = [], organizationalUnits = [], for: length } = canary ?? {};
  if (length === undefined || accounts.length + organizationalUnits.length === 0) return undefined;
  return { accounts, organizationalUnits, for: length };
}
