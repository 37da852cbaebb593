import type {
  AccountDefinition,
  AccountState,
  OrganizationDefinition,
  UserDefinition,
  WorldDefinition,
} from '../../../src/sandbox/index.ts';
import { ACCOUNT_PARENTS, ACCOUNT_TAGS, type Fixtures, type UserFixture } from '../world/fixtures.ts';
import type { AccountName, UnitName, World } from '../world/world.ts';

const ORGANIZATION_ID = 'o-exampleorg1';
const ROOT_ID = 'r-exam';
const HOME_ACCOUNT_ID = '111122223333';

const UNIT_IDS: Readonly<Record<UnitName, string>> = {
  workloads: 'ou-exam-workload',
  production: 'ou-exam-producti',
  empty: 'ou-exam-emptyone',
};

const ACCOUNT_IDS: Readonly<Record<AccountName, string>> = {
  member: '444455556666',
  'production-a': '222222222221',
  'production-b': '222222222222',
  'production-c': '222222222223',
  loose: '333333333331',
};

/** The user with full rights, in the home and the member account, whose keys the clients sign with. */
export const ADMINISTRATOR = 'conformance-administrator';

/** The fixtures as a world of the sandbox; accounts are as old as `createdAt`. */
export function sandboxWorldDefinition(content: Fixtures, createdAt: number): WorldDefinition {
  const others = (Object.keys(ACCOUNT_IDS) as AccountName[]).filter((name) => name !== 'member');
  return {
    organization: organization(),
    accounts: [
      homeAccount(content, createdAt),
      memberAccount(content, createdAt),
      ...others.map((name) => account(name, createdAt)),
    ],
  };
}

/** Where the fixtures of `sandboxWorldDefinition` are. */
export function sandboxWorld(prefix: string): World {
  return {
    prefix,
    homeAccountId: HOME_ACCOUNT_ID,
    readerRoleArn: roleArn(HOME_ACCOUNT_ID, prefix),
    organization: {
      rootId: ROOT_ID,
      units: UNIT_IDS,
      accounts: ACCOUNT_IDS,
      memberAccountId: ACCOUNT_IDS.member,
      memberRoleArn: roleArn(ACCOUNT_IDS.member, prefix),
    },
  };
}

function roleArn(accountId: string, prefix: string): string {
  return `arn:aws:iam::${accountId}:role/${prefix}-reader`;
}

function organization(): OrganizationDefinition {
  return {
    id: ORGANIZATION_ID,
    managementAccountId: HOME_ACCOUNT_ID,
    rootId: ROOT_ID,
    units: [
      {
        id: UNIT_IDS.workloads,
        name: 'workloads',
        units: [{ id: UNIT_IDS.production, name: 'production' }],
      },
      { id: UNIT_IDS.empty, name: 'empty' },
    ],
  };
}

function homeAccount(content: Fixtures, createdAt: number): AccountDefinition {
  return {
    id: HOME_ACCOUNT_ID,
    name: 'management',
    email: 'aws+management@example.com',
    state: 'ACTIVE',
    joinedAt: createdAt,
    groups: content.groups.map((name) => ({ name, path: content.path })),
    users: [
      administrator(createdAt),
      ...content.users.map((fixture) => user(fixture, content.path, createdAt)),
    ],
    roles: [role(content)],
    parameters: Object.entries(content.parameters).map(([name, value]) => ({ name, value, type: 'String' })),
  };
}

function memberAccount(content: Fixtures, createdAt: number): AccountDefinition {
  return {
    ...account('member', createdAt),
    users: [
      administrator(createdAt),
      ...content.memberUsers.map((fixture) => user(fixture, content.path, createdAt)),
    ],
    roles: [role(content)],
  };
}

function account(name: AccountName, joinedAt: number): AccountDefinition {
  const parent = ACCOUNT_PARENTS[name];
  const state: AccountState = 'ACTIVE';
  return {
    id: ACCOUNT_IDS[name],
    name,
    email: `aws+${name}@example.com`,
    state,
    joinedAt,
    ...(parent === 'root' ? {} : { ouId: UNIT_IDS[parent] }),
    ...(name === 'production-a' ? { tags: ACCOUNT_TAGS } : {}),
  };
}

function role(content: Fixtures): NonNullable<AccountDefinition['roles']>[number] {
  return {
    name: content.role.name,
    trust: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${HOME_ACCOUNT_ID}:root` },
          Action: 'sts:AssumeRole',
        },
      ],
    },
    policies: [content.role.policyDocument],
  };
}

function user(fixture: UserFixture, path: string, createdAt: number): UserDefinition {
  return {
    name: fixture.name,
    path,
    createdAt,
    tags: fixture.tags,
    groups: fixture.groups,
    inlinePolicies: fixture.inlinePolicies,
    attachedPolicies: fixture.attachedPolicyArns.map((arn) => ({ name: arn.split('/').at(-1) ?? arn, arn })),
    ...(fixture.boundaryArn === undefined ? {} : { permissionsBoundary: { arn: fixture.boundaryArn } }),
  };
}

function administrator(createdAt: number): UserDefinition {
  const everything = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  };
  return { name: ADMINISTRATOR, createdAt, inlinePolicies: { everything }, keys: [{ createdAt }] };
}
