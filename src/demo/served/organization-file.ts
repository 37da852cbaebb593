import type { Instant } from '../../domain/time.ts';
import { parseWorldFile } from '../../sandbox/http/index.ts';
import type { AccountDefinition, WorldDefinition } from '../../sandbox/index.ts';
import { withAdministrator } from './administrator.ts';
import { HUB_ROLE, hubRoles, memberRoles } from './keyturn-roles.ts';
import type { ServedOrganization } from './organization.ts';

/** What reading a file gives: an organization, or every problem with its place. */
export type OrganizationFile =
  | { readonly ok: true; readonly organization: ServedOrganization }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads an organization from JSON. Accounts whose `roles` are not given get those of Keyturn's templates; an empty list
 * means that nobody rolled them out there. The hub is the management account.
 */
export function readOrganization(text: string, startAt: Instant): OrganizationFile {
  const file = parseWorldFile(text, startAt);
  if (!file.ok) return file;
  const { organization, accounts = [] } = file.world;
  if (organization === undefined) return { ok: false, problems: ['organization: is missing'] };
  const hubAccountId = organization.managementAccountId;
  if (!accounts.some(({ id }) => id === hubAccountId))
    return { ok: false, problems: [`accounts: the management account ${hubAccountId} is not among them`] };
  const scope = { organizationId: organization.id, hubAccountId };
  const world: WorldDefinition = {
    organization,
    accounts: accounts.map((account) => withAdministrator(withRoles(account, scope), hubAccountId)),
  };
  return { ok: true, organization: { world, hubAccountId } };
}

function withRoles(
  account: AccountDefinition,
  scope: { readonly organizationId: string; readonly hubAccountId: string },
): AccountDefinition {
  if (account.id !== scope.hubAccountId)
    return { ...account, roles: account.roles ?? memberRoles(account.id, scope) };
  const own = (account.roles ?? []).filter(({ name }) => name !== HUB_ROLE);
  return { ...account, roles: [...own, ...hubRoles(scope)] };
}
