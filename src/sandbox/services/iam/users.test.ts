import {
  AttachUserPolicyCommand,
  DetachUserPolicyCommand,
  GetGroupCommand,
  GetUserCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupsForUserCommand,
  ListUsersCommand,
  ListUserTagsCommand,
  paginateGetAccountAuthorizationDetails,
  paginateGetGroup,
  paginateListUsers,
} from '@aws-sdk/client-iam';
import { describe, expect, test } from 'vitest';
import { clientsOfRole, failureOf } from '../../../../test/support/sandbox/clients.ts';
import {
  ALLOW_ALL,
  MEMBER,
  smallSandbox,
  UP_TO_DATE,
} from '../../../../test/support/sandbox/small-organization.ts';
import type { PolicySource } from '../../policy/policy-source.ts';

const ADMIN = { accountId: MEMBER, roleName: 'admin' };
const BOUNDARY = 'arn:aws:iam::333333333333:policy/boundary';

function start(users = 0) {
  const sandbox = smallSandbox({ propagationMs: UP_TO_DATE });
  const { iam } = clientsOfRole(sandbox, ADMIN);
  sandbox.world.iam.addGroup(MEMBER, { name: 'exempt' });
  for (let i = 0; i < users; i += 1) {
    sandbox.world.iam.addUser(MEMBER, { name: `user-${i}`, groups: ['exempt'], tags: { n: String(i) } });
  }
  return { sandbox, iam };
}

describe('paging', () => {
  test('ListUsers shows every user once, four a page', async () => {
    const { sandbox, iam } = start(11);
    const names: string[] = [];
    for await (const page of paginateListUsers({ client: iam, pageSize: 1000 }, {})) {
      expect(page.Users?.length).toBeLessThanOrEqual(4);
      expect(page.Users?.every((user) => user.Tags === undefined)).toBe(true);
      names.push(...(page.Users ?? []).map((user) => user.UserName ?? ''));
    }
    expect(names).toHaveLength(13);
    expect(new Set(names).size).toBe(13);
    expect(sandbox.calls).toHaveLength(4);
  });

  test('a user made or deleted between pages neither repeats nor hides another', async () => {
    const { sandbox, iam } = start(8);
    const first = await iam.send(new ListUsersCommand({}));
    sandbox.world.iam.deleteUser({ accountId: MEMBER, userName: 'alice' });
    sandbox.world.iam.addUser(MEMBER, { name: 'aaa' });
    const second = await iam.send(new ListUsersCommand({ Marker: first.Marker ?? '' }));
    expect(first.Users?.map((user) => user.UserName)).toEqual(['alice', 'bob', 'user-0', 'user-1']);
    expect(second.Users?.map((user) => user.UserName)).toEqual(['user-2', 'user-3', 'user-4', 'user-5']);
  });

  test('GetAccountAuthorizationDetails shows every user with tags, in pages that may be short', async () => {
    const { iam } = start(11);
    const seen: [string, number][] = [];
    const sizes: number[] = [];
    const pages = paginateGetAccountAuthorizationDetails({ client: iam }, { Filter: ['User'] });
    for await (const page of pages) {
      sizes.push(page.UserDetailList?.length ?? 0);
      expect(page.RoleDetailList).toEqual([]);
      seen.push(
        ...(page.UserDetailList ?? []).map((user): [string, number] => [
          user.UserName ?? '',
          user.Tags?.length ?? 0,
        ]),
      );
    }
    expect(new Map(seen).size).toBe(13);
    expect(new Map(seen).get('user-3')).toBe(1);
    expect(sizes.slice(0, -1).some((size) => size < 4)).toBe(true);
  });

  test('GetGroup pages its members and ends with NoSuchEntity for no group', async () => {
    const { iam } = start(5);
    let members = 0;
    for await (const page of paginateGetGroup({ client: iam }, { GroupName: 'exempt' })) {
      expect(page.Group?.GroupName).toBe('exempt');
      members += page.Users?.length ?? 0;
    }
    expect(members).toBe(5);
    expect(await failureOf(iam.send(new GetGroupCommand({ GroupName: 'none' })))).toBe(
      'NoSuchEntityException',
    );
  });

  test('a marker that nobody gave is refused', async () => {
    const { iam } = start();
    expect(await failureOf(iam.send(new ListUsersCommand({ Marker: 'made-up' })))).toBe('ValidationError');
    expect(await failureOf(iam.send(new ListUsersCommand({ MaxItems: 1001 })))).toBe('ValidationError');
  });
});

describe('one user', () => {
  test('is shown with tags, boundary, groups and policies', async () => {
    const { sandbox, iam } = start();
    sandbox.world.iam.addUser(MEMBER, {
      name: 'carol',
      path: '/a/b/',
      tags: { owner: 'Carol <carol@example.com> & co' },
      groups: ['exempt'],
      inlinePolicies: { all: ALLOW_ALL },
      attachedPolicies: [{ name: 'ReadOnly', arn: 'arn:aws:iam::aws:policy/ReadOnly' }],
      permissionsBoundary: { arn: BOUNDARY },
    });
    const UserName = 'carol';
    const { User } = await iam.send(new GetUserCommand({ UserName }));
    expect(User?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(BOUNDARY);
    const { Tags } = await iam.send(new ListUserTagsCommand({ UserName }));
    expect(Tags).toEqual([{ Key: 'owner', Value: 'Carol <carol@example.com> & co' }]);
    const { Groups } = await iam.send(new ListGroupsForUserCommand({ UserName }));
    expect(Groups?.map((group) => group.GroupName)).toEqual(['exempt']);
    const details = [];
    for await (const page of paginateGetAccountAuthorizationDetails({ client: iam }, {})) {
      details.push(...(page.UserDetailList ?? []));
    }
    const carol = details.find((user) => user.UserName === 'carol');
    expect(carol?.GroupList).toEqual(['exempt']);
    const document = decodeURIComponent(carol?.UserPolicyList?.[0]?.PolicyDocument ?? '');
    expect(JSON.parse(document)).toEqual(ALLOW_ALL);
    expect(carol?.AttachedManagedPolicies).toEqual([
      { PolicyName: 'ReadOnly', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnly' },
    ]);
  });
});

describe('AttachUserPolicy', () => {
  test('can be limited to one policy by iam:PolicyARN', async () => {
    const { sandbox } = start();
    const PolicyArn = `arn:aws:iam::aws:policy/Allowed`;
    const onlyThat: PolicySource = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['iam:AttachUserPolicy', 'iam:DetachUserPolicy'],
          Resource: '*',
          Condition: { ArnEquals: { 'iam:PolicyARN': PolicyArn } },
        },
        { Effect: 'Allow', Action: 'iam:ListAttachedUserPolicies', Resource: '*' },
      ],
    };
    const { iam } = clientsOfRole(sandbox, { ...ADMIN, policy: onlyThat });
    const UserName = 'bob';
    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
    const other = iam.send(
      new AttachUserPolicyCommand({ UserName, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    );
    expect(await failureOf(other)).toBe('AccessDenied');
    const attached = await iam.send(new ListAttachedUserPoliciesCommand({ UserName }));
    expect(attached.AttachedPolicies).toEqual([{ PolicyName: 'Allowed', PolicyArn }]);
    await iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn }));
    expect(await failureOf(iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn })))).toBe(
      'NoSuchEntityException',
    );
  });

  test('gives what the account’s own policy says', async () => {
    const sandbox = smallSandbox();
    const arn = 'arn:aws:iam::555555555555:policy/read-own-secret';
    sandbox.world.organization.addAccount({
      id: '555555555555',
      managedPolicies: [{ name: 'read-own-secret', arn, document: ALLOW_ALL }],
      users: [{ name: 'dora' }],
      roles: [
        {
          name: 'admin',
          trust: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }],
          },
          policies: [ALLOW_ALL],
        },
      ],
    });
    const { iam } = clientsOfRole(sandbox, { accountId: '555555555555', roleName: 'admin' });
    await iam.send(new AttachUserPolicyCommand({ UserName: 'dora', PolicyArn: arn }));
    const none = new AttachUserPolicyCommand({ UserName: 'dora', PolicyArn: `${arn}-none` });
    expect(await failureOf(iam.send(none))).toBe('NoSuchEntityException');
    const user = sandbox.world.iam.user({ accountId: '555555555555', userName: 'dora' });
    expect(user.attachedPolicies.get(arn)?.document?.text).toBe(JSON.stringify(ALLOW_ALL));
  });
});
