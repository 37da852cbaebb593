import type { Settings } from '../config/settings.ts';
import { KeyturnError } from '../domain/errors.ts';
import type { Account, OrganizationListing } from '../domain/user-facts.ts';
import { isCallFailure } from '../ports/call-failure.ts';
import type { Caller, Cloud } from '../ports/cloud.ts';

/** The accounts to look at: the organization's, or only the caller's own. */
export async function listAccountsInScope(
  cloud: Cloud,
  settings: Settings,
  caller: Caller,
): Promise<readonly Account[]> {
  if (settings.organization.mode === 'this-account') {
    return [
      { id: caller.accountId, name: 'this account', email: '', state: 'ACTIVE', organizationalUnits: [] },
    ];
  }
  try {
    const listing = await cloud.listOrganization();
    assertUnitsExist(settings, listing);
    if (listing.accounts.length > 0) return listing.accounts;
    throw listFailed('AWS gave an empty list of accounts.');
  } catch (error) {
    if (!isCallFailure(error)) throw error;
    const denied = error.kind === 'denied' || error.awsCode.startsWith('AWSOrganizationsNotInUse');
    throw new KeyturnError({
      code: denied ? 'ORGANIZATION_LIST_DENIED' : 'ORGANIZATION_LIST_FAILED',
      message: `The accounts of the organization cannot be listed as ${caller.arn} (${error.awsCode}).`,
      next: denied
        ? 'Run in the management account or a delegated administrator, or look at this account only with --this-account.'
        : 'Try again; nothing was done. A partial list is never worked on.',
      cause: error,
    });
  }
}

/** A unit that does not exist protects nobody and includes nobody: a typing error that must not pass for a setting. */
function assertUnitsExist(settings: Settings, listing: OrganizationListing): void {
  const { scope, exemptions } = settings;
  const named = [
    ...scope.organizationalUnits.map((unit) => [unit, 'scope.organizationalUnits'] as const),
    ...scope.excludeOrganizationalUnits.map((unit) => [unit, 'scope.excludeOrganizationalUnits'] as const),
    ...exemptions.flatMap((rule) =>
      (rule.organizationalUnits ?? []).map((unit) => [unit, 'exemptions'] as const),
    ),
  ];
  const missing = named.find(([unit]) => listing.units?.includes(unit) === false);
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
