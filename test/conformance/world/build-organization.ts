import {
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  ListRootsCommand,
  MoveAccountCommand,
  type OrganizationsClient,
  TagResourceCommand,
} from '@aws-sdk/client-organizations';
import { present } from '../harness/present.ts';
import { ACCOUNT_PARENTS, ACCOUNT_TAGS, UNIT_PARENTS } from './fixtures.ts';
import type { AccountName, OrganizationWorld, UnitName } from './world.ts';

/**
 * Makes the fixture organization through the service API, on an endpoint that creates accounts at once (an
 * emulator). Never for a real account: AWS takes 90 days to close one.
 */
export async function buildOrganization(
  organizations: OrganizationsClient,
): Promise<Omit<OrganizationWorld, 'memberRoleArn'>> {
  await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  const rootId = present(Roots?.[0]?.Id, 'root id');
  const units = await buildUnits(organizations, rootId);
  const accounts: Record<AccountName, string> = {
    member: await createAccount(organizations, 'member'),
    'production-a': await createAccount(organizations, 'production-a'),
    'production-b': await createAccount(organizations, 'production-b'),
    'production-c': await createAccount(organizations, 'production-c'),
    loose: await createAccount(organizations, 'loose'),
  };
  for (const [name, parent] of Object.entries(ACCOUNT_PARENTS)) {
    if (parent === 'root') continue;
    const AccountId = accounts[name as AccountName];
    await organizations.send(
      new MoveAccountCommand({ AccountId, SourceParentId: rootId, DestinationParentId: units[parent] }),
    );
  }
  await organizations.send(
    new TagResourceCommand({
      ResourceId: accounts['production-a'],
      Tags: Object.entries(ACCOUNT_TAGS).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
  return { rootId, units, accounts, memberAccountId: accounts.member };
}

async function buildUnits(
  organizations: OrganizationsClient,
  rootId: string,
): Promise<Readonly<Record<UnitName, string>>> {
  const create = async (Name: UnitName, parents: Partial<Record<UnitName, string>>): Promise<string> => {
    const parent = UNIT_PARENTS[Name];
    const ParentId = parent === 'root' ? rootId : present(parents[parent], `unit ${parent}`);
    const answer = await organizations.send(new CreateOrganizationalUnitCommand({ Name, ParentId }));
    return present(answer.OrganizationalUnit?.Id, 'organizational unit id');
  };
  const workloads = await create('workloads', {});
  return {
    workloads,
    production: await create('production', { workloads }),
    empty: await create('empty', {}),
  };
}

async function createAccount(organizations: OrganizationsClient, name: AccountName): Promise<string> {
  const answer = await organizations.send(
    new CreateAccountCommand({ AccountName: name, Email: `aws+${name}@example.com` }),
  );
  return present(
    answer.CreateAccountStatus?.AccountId,
    'account id (does the endpoint create accounts at once?)',
  );
}
