import {
  type Account as AwsAccount,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { AccountId } from '../domain/ids.ts';
import type { Account, OrganizationListing } from '../domain/user-facts.ts';
import type { Caller } from './call.ts';
import { allPages } from './pages.ts';

/**
 * Every account of the organization, in every state, with the organizational units it lies in.
 *
 * The list of accounts is the truth; the tree of units only adds where each one is. `withUnits` is false when nothing
 * in the configuration names a unit: walking the tree costs calls and needs more rights.
 */
export async function listOrganization(
  client: OrganizationsClient,
  caller: Caller,
  withUnits: boolean,
): Promise<OrganizationListing> {
  const accounts = await allPages(async (token) => {
    const answer = await caller.read('organizations', 'ListAccounts', () =>
      client.send(new ListAccountsCommand(token === undefined ? {} : { NextToken: token })),
    );
    return { items: answer.Accounts ?? [], next: answer.NextToken };
  });
  const tree = withUnits ? await readUnits(client, caller) : undefined;
  const listed = accounts.flatMap((account) => toAccount(account, tree));
  return { accounts: listed, ...(tree === undefined ? {} : { units: tree.units }) };
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
    const answer = await caller.read('organizations', 'ListRoots', () =>
      client.send(new ListRootsCommand(token === undefined ? {} : { NextToken: token })),
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
    const answer = await caller.read('organizations', 'ListAccountsForParent', () =>
      client.send(new ListAccountsForParentCommand(input)),
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
    const answer = await caller.read('organizations', 'ListOrganizationalUnitsForParent', () =>
      client.send(new ListOrganizationalUnitsForParentCommand(input)),
    );
    return {
      items: (answer.OrganizationalUnits ?? []).flatMap((unit) => unit.Id ?? []),
      next: answer.NextToken,
    };
  });
}
