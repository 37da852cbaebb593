import {
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListParentsCommand,
  ListRootsCommand,
  paginateListAccounts,
  paginateListAccountsForParent,
  paginateListOrganizationalUnitsForParent,
  paginateListTagsForResource,
} from '@aws-sdk/client-organizations';
import { describe, expect, test } from 'vitest';
import { clientsOfRole, failureOf } from '../../../../test/support/sandbox/clients.ts';
import {
  ALLOW_ALL,
  HUB,
  MANAGEMENT,
  MEMBER,
  OTHER,
  START,
  smallOrganization,
  smallSandbox,
} from '../../../../test/support/sandbox/small-organization.ts';
import { createSandbox } from '../../sandbox.ts';

const ADMIN = { accountId: MANAGEMENT, roleName: 'admin' };

describe('who may ask', () => {
  test('the management account and delegated ones; members only who they are', async () => {
    const sandbox = smallSandbox();
    for (const [accountId, failure] of [
      [MANAGEMENT, undefined],
      [HUB, undefined],
      [MEMBER, 'AccessDeniedException'],
    ] as const) {
      const { organizations } = clientsOfRole(sandbox, { accountId, roleName: 'admin' });
      expect(await failureOf(organizations.send(new ListAccountsCommand({})))).toBe(failure);
      const described = await organizations.send(new DescribeOrganizationCommand({}));
      expect(described.Organization?.MasterAccountId).toBe(MANAGEMENT);
    }
  });

  test('nobody, where there is no organization', async () => {
    const { accounts = [] } = smallOrganization();
    const sandbox = createSandbox({
      startAt: START,
      seed: 1,
      world: { accounts: accounts.map(({ ouId: _, ...account }) => account) },
    });
    const { organizations } = clientsOfRole(sandbox, ADMIN);
    const failure = 'AWSOrganizationsNotInUseException';
    expect(await failureOf(organizations.send(new ListAccountsCommand({})))).toBe(failure);
    expect(await failureOf(organizations.send(new DescribeOrganizationCommand({})))).toBe(failure);
  });

  test('needs permission as well', async () => {
    const sandbox = smallSandbox();
    const s3 = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };
    const { organizations } = clientsOfRole(sandbox, { ...ADMIN, policy: s3 });
    expect(await failureOf(organizations.send(new ListRootsCommand({})))).toBe('AccessDeniedException');
  });
});

describe('accounts', () => {
  test('are listed over pages, some of them empty, whatever their state', async () => {
    const sandbox = smallSandbox({ pageSize: 3 });
    for (let i = 0; i < 20; i += 1) {
      sandbox.world.organization.addAccount({
        id: String(500_000_000_000 + i),
        state: i % 5 === 0 ? 'SUSPENDED' : 'ACTIVE',
      });
    }
    sandbox.world.organization.addAccount({ id: '600000000000', member: false });
    const { organizations } = clientsOfRole(sandbox, ADMIN);
    const ids: string[] = [];
    let empty = 0;
    for await (const page of paginateListAccounts({ client: organizations, pageSize: 20 }, {})) {
      if (page.Accounts?.length === 0) empty += 1;
      ids.push(...(page.Accounts ?? []).map((account) => account.Id ?? ''));
    }
    expect(ids).toHaveLength(24);
    expect(new Set(ids).size).toBe(24);
    expect(empty).toBeGreaterThan(1);
  });

  test('carry State, and the retired Status only on demand', async () => {
    for (const deprecatedAccountStatus of [false, true]) {
      const sandbox = smallSandbox({ deprecatedAccountStatus });
      sandbox.world.organization.setState(OTHER, 'CLOSED');
      const { organizations } = clientsOfRole(sandbox, ADMIN);
      const { Account } = await organizations.send(new DescribeAccountCommand({ AccountId: OTHER }));
      expect(Account).toMatchObject({ Id: OTHER, Name: 'other', State: 'CLOSED' });
      expect(Account?.Status).toBe(deprecatedAccountStatus ? 'SUSPENDED' : undefined);
      expect(Account?.Arn).toBe(`arn:aws:organizations::${MANAGEMENT}:account/o-example1234/${OTHER}`);
    }
  });
});

describe('the tree', () => {
  test('is walked from the root down and from an account up', async () => {
    const { organizations: client } = clientsOfRole(smallSandbox(), ADMIN);
    const { Roots } = await client.send(new ListRootsCommand({}));
    expect(Roots?.map((root) => root.Id)).toEqual(['r-abcd']);
    const found: string[] = [];
    const walk = async (ParentId: string): Promise<void> => {
      for await (const page of paginateListAccountsForParent({ client }, { ParentId })) {
        found.push(...(page.Accounts ?? []).map((account) => `${ParentId} ${account.Name}`));
      }
      for await (const page of paginateListOrganizationalUnitsForParent({ client }, { ParentId })) {
        for (const unit of page.OrganizationalUnits ?? []) await walk(unit.Id ?? '');
      }
    };
    await walk('r-abcd');
    expect(found).toEqual([
      'r-abcd management',
      'ou-abcd-11111111 hub',
      'ou-abcd-22222222 other',
      'ou-abcd-33333333 member',
    ]);
    const parents = await client.send(new ListParentsCommand({ ChildId: MEMBER }));
    expect(parents.Parents).toEqual([{ Id: 'ou-abcd-33333333', Type: 'ORGANIZATIONAL_UNIT' }]);
    const top = await client.send(new ListParentsCommand({ ChildId: MANAGEMENT }));
    expect(top.Parents).toEqual([{ Id: 'r-abcd', Type: 'ROOT' }]);
  });

  test('answers for what is not there in its own words', async () => {
    const { organizations: client } = clientsOfRole(smallSandbox(), ADMIN);
    const none = '999999999999';
    expect(await failureOf(client.send(new DescribeAccountCommand({ AccountId: none })))).toBe(
      'AccountNotFoundException',
    );
    expect(await failureOf(client.send(new ListParentsCommand({ ChildId: none })))).toBe(
      'ChildNotFoundException',
    );
    expect(await failureOf(client.send(new ListAccountsCommand({ NextToken: 'x' })))).toBe(
      'InvalidInputException',
    );
    const parents = paginateListAccountsForParent({ client }, { ParentId: 'ou-abcd-99999999' });
    expect(await failureOf(parents.next())).toBe('ParentNotFoundException');
    const tags = paginateListTagsForResource({ client }, { ResourceId: none });
    expect(await failureOf(tags.next())).toBe('TargetNotFoundException');
  });

  test('has tags on accounts, over pages', async () => {
    const sandbox = smallSandbox({ pageSize: 2 });
    sandbox.world.organization.setTags(MEMBER, { a: '1', b: '2', c: '3' });
    const { organizations: client } = clientsOfRole(sandbox, ADMIN);
    const tags: string[] = [];
    for await (const page of paginateListTagsForResource({ client }, { ResourceId: MEMBER })) {
      tags.push(...(page.Tags ?? []).map((tag) => `${tag.Key}=${tag.Value}`));
    }
    expect(tags).toEqual(['a=1', 'b=2', 'c=3']);
  });
});

test('an account that joins later is listed', async () => {
  const sandbox = smallSandbox({ pageSize: 20, emptyPageEvery: 0 });
  const { organizations } = clientsOfRole(sandbox, ADMIN);
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }],
  };
  sandbox.world.organization.addAccount({
    id: '700000000000',
    roles: [{ name: 'r', trust, policies: [ALLOW_ALL] }],
  });
  const { Accounts } = await organizations.send(new ListAccountsCommand({}));
  expect(Accounts?.map((account) => account.Id)).toContain('700000000000');
});
