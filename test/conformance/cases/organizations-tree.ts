import {
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
} from '@aws-sdk/client-organizations';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import { readPages, sizes } from '../harness/pages.ts';
import type { Target } from '../harness/target.ts';
import { organizationOf } from '../world/world.ts';

/** Of the right form, in no organization. */
const UNKNOWN_UNIT_ID = 'ou-zzzz-zzzzzzzz';
const UNKNOWN_ACCOUNT_ID = '000000000001';

/** The tree: ListRoots, ListOrganizationalUnitsForParent, ListAccountsForParent, ListParents. */
export const organizationsTreeCases: CaseFile = (target) => {
  const tree = (): ReturnType<typeof organizationOf> => organizationOf(target.world());
  return [
    {
      id: 'organizations-tree/root',
      title: 'ListRoots gives the one root',
      needs: 'organization',
      run: async () => {
        const { Roots = [] } = await target.clients().organizations.send(new ListRootsCommand({}));
        expect(Roots.map((root) => root.Id)).toEqual([tree().rootId]);
        expect(Roots[0]?.Id).toMatch(/^r-[0-9a-z]{4,32}$/);
      },
    },
    {
      id: 'organizations-tree/units',
      title: 'ListOrganizationalUnitsForParent gives direct children only, with id, ARN and name',
      needs: 'organization',
      run: async () => {
        const { rootId, units } = tree();
        expect((await childUnits(target, rootId)).flat()).toEqual(
          expect.arrayContaining([
            { Id: units.workloads, Name: 'workloads' },
            { Id: units.empty, Name: 'empty' },
          ]),
        );
        expect((await childUnits(target, units.workloads)).flat()).toEqual([
          { Id: units.production, Name: 'production' },
        ]);
        expect((await childUnits(target, units.production)).flat()).toEqual([]);
      },
    },
    {
      id: 'organizations-tree/units-paging',
      title: 'ListOrganizationalUnitsForParent with MaxResults goes on through NextToken',
      needs: 'organization',
      run: async () => {
        const pages = await childUnits(target, tree().rootId, 1);
        expect(Math.max(...sizes(pages))).toBe(1);
        expect(pages.flat().length).toBeGreaterThanOrEqual(2);
      },
    },
    {
      id: 'organizations-tree/units-unknown',
      title: 'ListOrganizationalUnitsForParent of an unknown parent is ParentNotFound',
      needs: 'organization',
      run: async () => {
        expect(await errorName(childUnits(target, UNKNOWN_UNIT_ID))).toBe('ParentNotFoundException');
      },
    },
    {
      id: 'organizations-tree/accounts',
      title: 'ListAccountsForParent gives the accounts directly under a parent',
      needs: 'organization',
      run: async () => {
        const { rootId, units, accounts, memberAccountId } = tree();
        const production = [accounts['production-a'], accounts['production-b'], accounts['production-c']];
        const atRoot = (await childAccounts(target, rootId)).flat();
        expect(atRoot).toEqual(expect.arrayContaining([accounts.loose, target.world().homeAccountId]));
        expect(atRoot).not.toContain(memberAccountId);
        expect((await childAccounts(target, units.workloads)).flat()).toEqual([memberAccountId]);
        expect((await childAccounts(target, units.production)).flat().toSorted()).toEqual(
          production.toSorted(),
        );
        expect((await childAccounts(target, units.empty)).flat()).toEqual([]);
      },
    },
    {
      id: 'organizations-tree/accounts-paging',
      title: 'ListAccountsForParent with MaxResults goes on through NextToken',
      needs: 'organization',
      run: async () => {
        const pages = await childAccounts(target, tree().units.production, 1);
        expect(sizes(pages).filter((size) => size > 0)).toEqual([1, 1, 1]);
        expect(new Set(pages.flat()).size).toBe(3);
      },
    },
    {
      id: 'organizations-tree/accounts-unknown',
      title: 'ListAccountsForParent of an unknown parent is ParentNotFound',
      needs: 'organization',
      run: async () => {
        expect(await errorName(childAccounts(target, UNKNOWN_UNIT_ID))).toBe('ParentNotFoundException');
      },
    },
    {
      id: 'organizations-tree/parents',
      title: 'ListParents gives the one direct parent of an account and of a unit',
      needs: 'organization',
      run: async () => {
        const { rootId, units, accounts } = tree();
        const unit = (Id: string): object => ({ Id, Type: 'ORGANIZATIONAL_UNIT' });
        expect(await parents(target, accounts['production-b'])).toEqual([unit(units.production)]);
        expect(await parents(target, units.production)).toEqual([unit(units.workloads)]);
        expect(await parents(target, units.workloads)).toEqual([{ Id: rootId, Type: 'ROOT' }]);
        expect(await parents(target, accounts.loose)).toEqual([{ Id: rootId, Type: 'ROOT' }]);
      },
    },
    {
      id: 'organizations-tree/parents-unknown',
      title: 'ListParents of an unknown child is ChildNotFound',
      needs: 'organization',
      run: async () => {
        expect(await errorName(parents(target, UNKNOWN_ACCOUNT_ID))).toBe('ChildNotFoundException');
      },
    },
  ];
};

async function childUnits(
  target: Target,
  ParentId: string,
  MaxResults = 20,
): Promise<readonly (readonly object[])[]> {
  return readPages(async (NextToken) => {
    const input = { ParentId, MaxResults, ...(NextToken === undefined ? {} : { NextToken }) };
    const answer = await target
      .clients()
      .organizations.send(new ListOrganizationalUnitsForParentCommand(input));
    const items = (answer.OrganizationalUnits ?? []).map(({ Id, Name, Arn }) => {
      expect(Arn?.endsWith(`/${Id}`)).toBe(true);
      return { Id, Name };
    });
    return { items, next: answer.NextToken };
  });
}

async function childAccounts(
  target: Target,
  ParentId: string,
  MaxResults = 20,
): Promise<readonly (readonly (string | undefined)[])[]> {
  return readPages(async (NextToken) => {
    const input = { ParentId, MaxResults, ...(NextToken === undefined ? {} : { NextToken }) };
    const answer = await target.clients().organizations.send(new ListAccountsForParentCommand(input));
    return { items: (answer.Accounts ?? []).map((account) => account.Id), next: answer.NextToken };
  });
}

async function parents(target: Target, ChildId: string): Promise<readonly object[]> {
  const answer = await target.clients().organizations.send(new ListParentsCommand({ ChildId }));
  return answer.Parents ?? [];
}
