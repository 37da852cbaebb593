import {
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsCommandOutput,
  type UserDetail,
} from '@aws-sdk/client-iam';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { markerOf, readPages, sizes } from '../harness/pages.ts';
import { present } from '../harness/present.ts';
import type { Target } from '../harness/target.ts';
import {
  fixtures,
  groupName,
  oddUserName,
  QUARANTINE_POLICY_ARN,
  RICH_INLINE_POLICY,
  RICH_TAGS,
  userName,
} from '../world/fixtures.ts';

/** GetAccountAuthorizationDetails with Filter User: what Keyturn reads of users in bulk. */
export const iamAuthorizationDetailCases: CaseFile = (target) => {
  const rich = async (): Promise<UserDetail> => userDetail(target, userName(target.world().prefix, 'rich'));
  return [
    {
      id: 'iam-authorization-details/only-users',
      title: 'the filter User leaves groups, roles and policies out',
      run: async () => {
        const answer = await page(target, 1000, undefined);
        expect(answer.GroupDetailList ?? []).toEqual([]);
        expect(answer.RoleDetailList ?? []).toEqual([]);
        expect(answer.Policies ?? []).toEqual([]);
      },
    },
    {
      id: 'iam-authorization-details/paging',
      title: 'MaxItems goes on through Marker and gives every user once',
      run: async () => {
        const pages = await details(target, 3);
        expect(Math.max(...sizes(pages))).toBeLessThanOrEqual(3);
        expect(ownNames(target, pages.flat())).toEqual(fixtureNames(target));
      },
    },
    {
      id: 'iam-authorization-details/every-user',
      title: 'the largest page size gives every user once, odd names included',
      run: async () => {
        const found = ownNames(target, (await details(target, 1000)).flat());
        expect(found).toEqual(fixtureNames(target));
        expect(found).toContain(oddUserName(target.world().prefix));
      },
    },
    {
      id: 'iam-authorization-details/identity',
      title: 'a user comes with path, id, ARN and creation date',
      run: async () => {
        const user = await rich();
        const { prefix, homeAccountId } = target.world();
        expect(user.Path).toBe(`/${prefix}/`);
        expect(user.Arn).toBe(`arn:aws:iam::${homeAccountId}:user/${prefix}/${user.UserName}`);
        expect(user.UserId).toMatch(/^AIDA[A-Z0-9]{12,124}$/);
        expect(user.CreateDate).toBeInstanceOf(Date);
      },
    },
    {
      id: 'iam-authorization-details/tags',
      title: 'a user comes with tags',
      run: async () => {
        const { Tags = [] } = await rich();
        expect(Object.fromEntries(Tags.map((tag) => [tag.Key, tag.Value]))).toEqual(RICH_TAGS);
      },
    },
    {
      id: 'iam-authorization-details/groups',
      title: 'a user comes with the names of its groups',
      run: async () => {
        const { prefix } = target.world();
        const { GroupList = [] } = await rich();
        expect(GroupList.toSorted()).toEqual([groupName(prefix, 'audit'), groupName(prefix, 'team')]);
      },
    },
    {
      id: 'iam-authorization-details/attached-policies',
      title: 'a user comes with the name and ARN of attached policies, which shows a quarantine',
      run: async () => {
        const { AttachedManagedPolicies } = await rich();
        expect(AttachedManagedPolicies).toEqual([
          { PolicyName: 'AWSCompromisedKeyQuarantineV2', PolicyArn: QUARANTINE_POLICY_ARN },
        ]);
      },
    },
    {
      id: 'iam-authorization-details/boundary',
      title: 'a user comes with its permissions boundary',
      run: async () => {
        const { PermissionsBoundary } = await rich();
        expect(PermissionsBoundary?.PermissionsBoundaryArn).toBe('arn:aws:iam::aws:policy/ReadOnlyAccess');
      },
    },
    {
      id: 'iam-authorization-details/inline-policies',
      title: 'a user comes with its inline policies, percent-encoded',
      run: async () => {
        const { UserPolicyList = [] } = await rich();
        expect(UserPolicyList.map((policy) => policy.PolicyName)).toEqual(['read-one-bucket']);
        const document = present(UserPolicyList[0]?.PolicyDocument, 'policy document');
        expect(document.startsWith('%7B')).toBe(true);
        expect(JSON.parse(decodeURIComponent(document))).toEqual(JSON.parse(RICH_INLINE_POLICY));
      },
    },
  ];
};

function page(
  target: Target,
  MaxItems: number,
  Marker: string | undefined,
): Promise<GetAccountAuthorizationDetailsCommandOutput> {
  return target.clients().iam.send(
    new GetAccountAuthorizationDetailsCommand({
      Filter: ['User'],
      MaxItems,
      ...(Marker === undefined ? {} : { Marker }),
    }),
  );
}

async function details(target: Target, maxItems: number): Promise<readonly (readonly UserDetail[])[]> {
  return readPages(async (marker) => {
    const answer = await page(target, maxItems, marker);
    return { items: answer.UserDetailList ?? [], next: markerOf(answer) };
  });
}

async function userDetail(target: Target, name: string): Promise<UserDetail> {
  const users = (await details(target, 1000)).flat();
  return present(
    users.find((user) => user.UserName === name),
    'fixture user',
  );
}

/** An endpoint may hold other users too, and the operation has no path prefix. */
function ownNames(target: Target, users: readonly UserDetail[]): readonly (string | undefined)[] {
  const path = `/${target.world().prefix}/`;
  return users
    .filter((user) => user.Path === path)
    .map((user) => user.UserName)
    .toSorted();
}

function fixtureNames(target: Target): readonly string[] {
  return fixtures(target.world().prefix)
    .users.map((user) => user.name)
    .toSorted();
}
