import {
  type Account,
  DescribeAccountCommand,
  ListAccountsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-organizations';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import { readPages, sizes } from '../harness/pages.ts';
import { present } from '../harness/present.ts';
import type { Target } from '../harness/target.ts';
import { ACCOUNT_TAGS } from '../world/fixtures.ts';
import { organizationOf } from '../world/world.ts';

/** Not the id of an account (AWS assigns none with so many zeros). */
const UNKNOWN_ACCOUNT_ID = '000000000001';

/** ListAccounts, DescribeAccount and ListTagsForResource. */
export const organizationsAccountCases: CaseFile = (target) => [
  {
    id: 'organizations-accounts/paging',
    title: 'ListAccounts with MaxResults goes on through NextToken and gives every account once',
    needs: 'organization',
    run: async () => {
      const pages = await listAccounts(target, 2);
      const expected = [
        target.world().homeAccountId,
        ...Object.values(organizationOf(target.world()).accounts),
      ];
      const found = pages.flat().map((account) => account.Id);
      expect(Math.max(...sizes(pages))).toBeLessThanOrEqual(2);
      expect(new Set(found).size).toBe(found.length);
      expect(found).toEqual(expect.arrayContaining(expected));
    },
  },
  {
    id: 'organizations-accounts/fields',
    title: 'an account comes with id, ARN, email, name and how and when it joined',
    needs: 'organization',
    run: async () => {
      const { memberAccountId } = organizationOf(target.world());
      const account = await accountFromList(target, memberAccountId);
      const { homeAccountId } = target.world();
      expect(account.Arn).toMatch(
        new RegExp(`^arn:aws:organizations::${homeAccountId}:account/o-[a-z0-9]{10,32}/${memberAccountId}$`),
      );
      expect(account.Name).toBe('member');
      expect(account.Email).toContain('@');
      expect(account.JoinedMethod).toBe('CREATED');
      expect(account.JoinedTimestamp).toBeInstanceOf(Date);
    },
  },
  {
    id: 'organizations-accounts/state',
    title: 'an account comes with State (Status is being retired)',
    needs: 'organization',
    run: async () => {
      const account = await accountFromList(target, organizationOf(target.world()).memberAccountId);
      expect(account.State).toBe('ACTIVE');
    },
  },
  {
    id: 'organizations-accounts/describe',
    title: 'DescribeAccount gives what ListAccounts gives',
    needs: 'organization',
    run: async () => {
      const { memberAccountId } = organizationOf(target.world());
      const { Account: described } = await target
        .clients()
        .organizations.send(new DescribeAccountCommand({ AccountId: memberAccountId }));
      expect(described).toEqual(await accountFromList(target, memberAccountId));
    },
  },
  {
    id: 'organizations-accounts/describe-unknown',
    title: 'DescribeAccount of an account outside the organization is AccountNotFound',
    needs: 'organization',
    run: async () => {
      const call = target
        .clients()
        .organizations.send(new DescribeAccountCommand({ AccountId: UNKNOWN_ACCOUNT_ID }));
      expect(await errorName(call)).toBe('AccountNotFoundException');
    },
  },
  {
    id: 'organizations-accounts/tags',
    title: 'ListTagsForResource gives the tags of an account, none for an account without',
    needs: 'organization',
    run: async () => {
      const { accounts } = organizationOf(target.world());
      expect(await accountTags(target, accounts['production-a'])).toEqual(ACCOUNT_TAGS);
      expect(await accountTags(target, accounts['production-b'])).toEqual({});
    },
  },
  {
    id: 'organizations-accounts/tags-unknown',
    title: 'ListTagsForResource of an unknown account is TargetNotFound',
    needs: 'organization',
    run: async () => {
      expect(await errorName(accountTags(target, UNKNOWN_ACCOUNT_ID))).toBe('TargetNotFoundException');
    },
  },
  {
    id: 'organizations-accounts/member-refused',
    title: 'a member account that nobody delegated to may not list accounts',
    needs: 'organization',
    run: async () => {
      const call = target.clients('member').organizations.send(new ListAccountsCommand({}));
      expect(await errorName(call)).toBe('AccessDeniedException');
    },
  },
];

async function listAccounts(target: Target, MaxResults: number): Promise<readonly (readonly Account[])[]> {
  return readPages(async (NextToken) => {
    const input = { MaxResults, ...(NextToken === undefined ? {} : { NextToken }) };
    const answer = await target.clients().organizations.send(new ListAccountsCommand(input));
    return { items: answer.Accounts ?? [], next: answer.NextToken };
  });
}

async function accountFromList(target: Target, id: string): Promise<Account> {
  const accounts = (await listAccounts(target, 20)).flat();
  return present(
    accounts.find((account) => account.Id === id),
    'fixture account',
  );
}

async function accountTags(target: Target, id: string): Promise<Record<string, string | undefined>> {
  const pages = await readPages(async (NextToken) => {
    const input = { ResourceId: id, ...(NextToken === undefined ? {} : { NextToken }) };
    const answer = await target.clients().organizations.send(new ListTagsForResourceCommand(input));
    return { items: answer.Tags ?? [], next: answer.NextToken };
  });
  return Object.fromEntries(pages.flat().map((tag) => [tag.Key, tag.Value]));
}
