import { KeyturnError } from '../../domain/errors.ts';
import type { Settings } from '../../domain/settings.ts';
import { accountById, type OrganizationListing } from '../../domain/user-facts.ts';
import { isCallFailure } from '../../ports/call-failure.ts';
import type { Caller, Cloud } from '../../ports/cloud.ts';
import type { Host } from '../../ports/host.ts';
import { namesUnits, unitsNamed } from '../asked-of-organization.ts';

/** What listing needs of a run. */
export interface Listing {
  readonly cloud: Cloud;
  readonly settings: Settings;
  readonly host: Host;
}

/** The accounts to look at: the organization's, or only the caller's own. */
export async function listAccountsInScope(parts: Listing, caller: Caller): Promise<OrganizationListing> {
  const { cloud, settings, host } = parts;
  if (settings.organization.mode === 'this-account') return onlyOwn(caller);
  try {
    const listing = await cloud.listOrganization();
    assertOrganization(settings, listing);
    assertUnitsExist(settings, listing);
    if (listing.accounts.length > 0) return listing;
    throw listFailed('AWS gave an empty list of accounts.');
  } catch (error) {
    if (!isCallFailure(error)) throw error;
    const denied = error.kind === 'denied' || error.awsCode.startsWith('AWSOrganizationsNotInUse');
    if (denied && settings.organization.onListDenied === 'this-account') {
      const text = `The organization may not be listed (${error.awsCode}): only account ${caller.accountId} is looked at, as organization.onListDenied says`;
      host.notify({ code: 'LISTING_DENIED', level: 'warn', text, data: { accountId: caller.accountId } });
      // Whether its units include or protect it cannot be told any more: then it fails visibly.
      const { accounts } = onlyOwn(caller);
      return namesUnits(settings)
        ? { accounts: accounts.map((account) => ({ ...account, unitsUnknown: true as const })) }
        : { accounts };
    }
    throw new KeyturnError({
      code: denied ? 'ORGANIZATION_LIST_DENIED' : 'ORGANIZATION_LIST_FAILED',
      message: `The accounts of the organization cannot be listed as ${caller.arn} (${error.awsCode}).`,
      next: denied
        ? 'Run in the management account or a delegated administrator, name a role there with organization.list, or look at this account only with --this-account.'
        : 'Try again; nothing was done. A partial list is never used.',
      cause: error,
    });
  }
}

function onlyOwn(caller: Caller): OrganizationListing {
  return { accounts: [accountById(caller.accountId, 'this account')] };
}

/** Credentials of another organization must not rotate its keys by this one's policy. */
function assertOrganization(settings: Settings, listing: OrganizationListing): void {
  const { id } = settings.organization;
  if (id === undefined || listing.organizationId === undefined || id === listing.organizationId) return;
  throw new KeyturnError({
    code: 'ORGANIZATION_OTHER',
    message: `These credentials belong to organization ${listing.organizationId}, and organization.id is ${id}.`,
    next: 'Use credentials of that organization, or correct organization.id (AWS_ORG_ID). Nothing was done.',
  });
}

/** A unit that does not exist protects nobody and includes nobody: a typing error that must not pass for a setting. */
function assertUnitsExist(settings: Settings, listing: OrganizationListing): void {
  const missing = unitsNamed(settings).find(([unit]) => listing.units?.includes(unit) === false);
  if (missing === undefined) return;
  throw new KeyturnError({
    code: 'CONFIG_INVALID_VALUE',
    message: `${missing[1]} names the organizational unit ${missing[0]}, and the organization has none of that id.`,
    next: 'Correct the id. Nothing was done.',
  });
}

function listFailed(message: string): KeyturnError {
  return new KeyturnError({
    code: 'ORGANIZATION_LIST_FAILED',
    message,
    next: 'Look at the organization and the endpoint, or look at this account only with --this-account.',
  });
}
