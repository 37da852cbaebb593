import { GetUserCommand, ListUsersCommand, ListUserTagsCommand, type User } from '@aws-sdk/client-iam';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import { markerOf, readPages, sizes } from '../harness/pages.ts';
import { present } from '../harness/present.ts';
import type { Target } from '../harness/target.ts';
import { fixtures, oddUserName, RICH_TAGS, userName } from '../world/fixtures.ts';

/** ListUsers, GetUser and ListUserTags. */
export const iamUserCases: CaseFile = (target) => {
  const rich = (): string => userName(target.world().prefix, 'rich');
  const plain = (): string => userName(target.world().prefix, 'plain');
  const odd = (): string => oddUserName(target.world().prefix);
  return [
    {
      id: 'iam-users/paging',
      title: 'ListUsers with MaxItems goes on through Marker and gives every user once',
      run: async () => {
        const pages = await listUsers(target, 4);
        const expected = fixtureUserNames(target);
        expect(Math.max(...sizes(pages))).toBeLessThanOrEqual(4);
        expect(pages.length).toBeGreaterThanOrEqual(Math.ceil(expected.length / 4));
        expect(namesOf(pages.flat())).toEqual(expected);
      },
    },
    {
      id: 'iam-users/path-prefix',
      title: 'ListUsers keeps to PathPrefix',
      run: async () => {
        const pages = await listUsers(target, 1000);
        expect(namesOf(pages.flat())).toEqual(fixtureUserNames(target));
        const answer = await target
          .clients()
          .iam.send(new ListUsersCommand({ PathPrefix: '/no-such-path/' }));
        expect(answer.Users).toEqual([]);
        expect(answer.IsTruncated).toBe(false);
      },
    },
    {
      id: 'iam-users/list-omits-tags',
      title: 'ListUsers gives neither tags nor the permissions boundary',
      run: async () => {
        const users = (await listUsers(target, 1000)).flat();
        const user = present(
          users.find((candidate) => candidate.UserName === rich()),
          'user',
        );
        expect(user.Tags).toBeUndefined();
        expect(user.PermissionsBoundary).toBeUndefined();
      },
    },
    {
      id: 'iam-users/get',
      title: 'GetUser gives path, id, ARN and tags, and a creation date in whole seconds',
      run: async () => {
        const user = await getUser(target, rich());
        const { homeAccountId, prefix } = target.world();
        expect(user.UserName).toBe(rich());
        expect(user.Path).toBe(`/${prefix}/`);
        expect(user.Arn).toBe(`arn:aws:iam::${homeAccountId}:user/${prefix}/${rich()}`);
        expect(user.UserId).toMatch(/^AIDA[A-Z0-9]{12,124}$/);
        expect(tagsOf(user.Tags)).toEqual(RICH_TAGS);
        expect(user.PasswordLastUsed).toBeUndefined();
      },
    },
    {
      id: 'iam-users/create-date-seconds',
      title: 'the creation date of a user has no fraction of a second',
      run: async () => {
        const user = await getUser(target, plain());
        expect(present(user.CreateDate, 'CreateDate').getMilliseconds()).toBe(0);
      },
    },
    {
      id: 'iam-users/get-boundary',
      title: 'GetUser gives the permissions boundary',
      run: async () => {
        const user = await getUser(target, rich());
        expect(user.PermissionsBoundary?.PermissionsBoundaryArn).toBe(
          'arn:aws:iam::aws:policy/ReadOnlyAccess',
        );
      },
    },
    {
      id: 'iam-users/get-plain',
      title: 'GetUser gives no tags and no boundary for a user without them',
      run: async () => {
        const user = await getUser(target, plain());
        expect(user.Tags ?? []).toEqual([]);
        expect(user.PermissionsBoundary).toBeUndefined();
      },
    },
    {
      id: 'iam-users/odd-name',
      title: 'a name with + = , . @ - _ comes back unchanged, in its ARN too',
      run: async () => {
        const user = await getUser(target, odd());
        expect(user.UserName).toBe(odd());
        expect(present(user.Arn, 'ARN').endsWith(`/${odd()}`)).toBe(true);
      },
    },
    {
      id: 'iam-users/get-unknown',
      title: 'GetUser of an unknown user is NoSuchEntity',
      run: async () => {
        const call = target.clients().iam.send(new GetUserCommand({ UserName: 'conformance-no-such-user' }));
        expect(await errorName(call)).toBe('NoSuchEntityException');
      },
    },
    {
      id: 'iam-users/tags',
      title: 'ListUserTags gives every tag',
      run: async () => {
        const answer = await target.clients().iam.send(new ListUserTagsCommand({ UserName: rich() }));
        expect(answer.IsTruncated).toBe(false);
        expect(tagsOf(answer.Tags)).toEqual(RICH_TAGS);
        const none = await target.clients().iam.send(new ListUserTagsCommand({ UserName: plain() }));
        expect(none.Tags).toEqual([]);
      },
    },
    {
      id: 'iam-users/tags-paging',
      title: 'ListUserTags with MaxItems goes on through Marker',
      run: async () => {
        const pages = await readPages(async (Marker) => {
          const input = { UserName: rich(), MaxItems: 1, ...(Marker === undefined ? {} : { Marker }) };
          const answer = await target.clients().iam.send(new ListUserTagsCommand(input));
          return { items: answer.Tags ?? [], next: markerOf(answer) };
        });
        expect(sizes(pages)).toEqual([1, 1, 1]);
        expect(tagsOf(pages.flat())).toEqual(RICH_TAGS);
      },
    },
    {
      id: 'iam-users/tags-unknown',
      title: 'ListUserTags of an unknown user is NoSuchEntity',
      run: async () => {
        const call = target
          .clients()
          .iam.send(new ListUserTagsCommand({ UserName: 'conformance-no-such-user' }));
        expect(await errorName(call)).toBe('NoSuchEntityException');
      },
    },
  ];
};

async function listUsers(target: Target, MaxItems: number): Promise<readonly (readonly User[])[]> {
  const PathPrefix = `/${target.world().prefix}/`;
  return readPages(async (Marker) => {
    const input = { PathPrefix, MaxItems, ...(Marker === undefined ? {} : { Marker }) };
    const answer = await target.clients().iam.send(new ListUsersCommand(input));
    return { items: answer.Users ?? [], next: markerOf(answer) };
  });
}

async function getUser(target: Target, UserName: string): Promise<User> {
  const answer = await target.clients().iam.send(new GetUserCommand({ UserName }));
  return present(answer.User, 'User');
}

function fixtureUserNames(target: Target): readonly string[] {
  return fixtures(target.world().prefix)
    .users.map((user) => user.name)
    .toSorted();
}

function namesOf(users: readonly User[]): readonly (string | undefined)[] {
  return users.map((user) => user.UserName).toSorted();
}

function tagsOf(
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined,
): Record<string, string | undefined> {
  return Object.fromEntries((tags ?? []).map((tag) => [tag.Key, tag.Value]));
}
