import {
  type Account as AwsAccount,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { AccountId } from '../domain/ids.ts';
import type { Account, OrganizationListing, Readable } from '../domain/user-facts.ts';
import { isCallFailure } from '../ports/call-failure.ts';
import type { Caller } from './call.ts';
import { allPages } from './pages.ts';

/**
 * Every account of the organization, in every state, with the organizational units it lies in.
 *
 * The list of accounts is the truth; the tree of units only adds where each one is. Units and tags are read only where
 * the configuration names any: they cost calls and need more rights.
 */
export async function listOrganization(
  client: OrganizationsClient,
  caller: Caller,
  wanted: { readonly withUnits: boolean; readonly withTags: boolean },
): Promise<OrganizationListing> {
  const accounts = await allPages(async (token) => {
    const answer = await caller.read('organizations', 'ListAccounts', (how) =>
      client.send(new ListAccountsCommand(token === undefined ? {} : { NextToken: token }), how),
    );
    return { items: answer.Accounts ?? [], next: answer.NextToken };
  });
  const tree = wanted.withUnits ? await readUnits(client, caller) : undefined;
  const listed = accounts.flatMap((account) => toAccount(account, tree));
  // arn:aws:organizations::111111111111:account/o-exampleorgid/222222222222
  const organizationId = accounts[0]?.Arn?.split('/')[1];
  return {
    accounts: wanted.withTags ? await withTags(client, caller, listed) : listed,
    ...(tree === undefined ? {} : { units: tree.units }),
    ...(organizationId === undefined ? {} : { organizationId }),
  };
}

/** The tags of each account; those that cannot be read stay unknown, which protects the account's users. */
async function withTags(
  client: OrganizationsClient,
  caller: Caller,
  accounts: readonly Account[],
): Promise<readonly Account[]> {
  const tagged: Account[] = [];
  for (const account of accounts) {
    tagged.push({ ...account, tags: await tagsOf(client, caller, account.id) });
  }
  return tagged;
}

async function tagsOf(
  client: OrganizationsClient,
  caller: Caller,
  accountId: AccountId,
): Promise<Readable<ReadonlyMap<string, string>>> {
  try {
    const tags = await allPages(async (token) => {
      const input = { ResourceId: accountId, ...(token === undefined ? {} : { NextToken: token }) };
      const answer = await caller.read('organizations', 'ListTagsForResource', (how) =>
        client.send(new ListTagsForResourceCommand(input), how),
      );
      return { items: answer.Tags ?? [], next: answer.NextToken };
    });
    return { known: true, value: new Map(tags.map((tag) => [tag.Key ?? '', tag.Value ?? ''])) };
  } catch (error) {
    if (!isCallFailure(error)) throw error;
    return { known: false, why: `${error.operation}: ${error.awsCode}` };
  }
}

/** Where each account lies, and every unit there is. */
interface Tree {
  readonly places: ReadonlyMap<string, readonly string[]>;
  readonly units: readonly string[];
}

function toAccount(account: AwsAccount, tree: Tree | undefined): Account[] {
  if (account.Id === undefined) return [];
  // `State` replaced `Status` in September 2026; an older answer has only the latter.
  const state = account.State ?? account.Status ?? 'UNKNOWN';
  const organizationalUnits = tree?.places.get(account.Id);
  return [
    {
      id: account.Id as AccountId,
      name: account.Name ?? account.Id,
      email: account.Email ?? '',
      state,
      organizationalUnits: organizationalUnits ?? [],
      ...(tree !== undefined && organizationalUnits === undefined ? { unitsUnknown: true as const } : {}),
    },
  ];
}

async function readUnits(client: OrganizationsClient, caller: Caller): Promise<Tree> {
  const places = new Map<string, readonly string[]>();
  const units: string[] = [];
  const roots = await allPages(async (token) => {
    const answer = await caller.read('organizations', 'ListRoots', (how) =>
      client.send(new ListRootsCommand(token === undefined ? {} : { NextToken: token }), how),
    );
    return { items: answer.Roots ?? [], next: answer.NextToken };
  });
  const pending = roots.flatMap((root) =>
    root.Id === undefined ? [] : [{ id: root.Id, path: [root.Id] as readonly string[] }],
  );
  for (let parent = pending.shift(); parent !== undefined; parent = pending.shift()) {
    const { id, path } = parent;
    units.push(id);
    for (const account of await accountsOf(client, caller, id)) places.set(account, path);
    for (const unit of await unitsOf(client, caller, id)) pending.push({ id: unit, path: [...path, unit] });
  }
  return { places, units };
}

async function accountsOf(
  client: OrganizationsClient,
  caller: Caller,
  parentId: string,
): Promise<readonly string[]> {
  return await allPages(async (token) => {
    const input = { ParentId: parentId, ...(token === undefined ? {} : { NextToken: token }) };
    const answer = await caller.read('organizations', 'ListAccountsForParent', (how) =>
      client.send(new ListAccountsForParentCommand(input), how),
    );
    return { items: (answer.Accounts ?? []).flatMap((account) => account.Id ?? []), next: answer.NextToken };
  });
}

async function unitsOf(
  client: OrganizationsClient,
  caller: Caller,
  parentId: string,
): Promise<readonly string[]> {
  return await allPages(async (token) => {
    const input = { ParentId: parentId, ...(token === undefined ? {} : { NextToken: token }) };
    const answer = await caller.read('organizations', 'ListOrganizationalUnitsForParent', (how) =>
      client.send(new ListOrganizationalUnitsForParentCommand(input), how),
    );
    return {
      items: (answer.OrganizationalUnits ?? []).flatMap((unit) => unit.Id ?? []),
      next: answer.NextToken,
    };
  });
}
