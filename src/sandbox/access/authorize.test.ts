import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  ListAccessKeysCommand,
  ListUsersCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { clientsFor, clientsOfRole, failureOf } from '../../../test/support/sandbox/clients.ts';
import {
  ALLOW_ALL,
  HUB,
  MANAGEMENT,
  MEMBER,
  START,
  smallSandbox,
} from '../../../test/support/sandbox/small-organization.ts';
import type { PolicySource } from '../policy/policy-source.ts';

const ALICE_ARN = `arn:aws:iam::${MEMBER}:user/team/alice`;
const ROTATOR = { accountId: MEMBER, roleName: 'rotator' };

function policy(...Statement: Readonly<Record<string, unknown>>[]): PolicySource {
  return { Version: '2012-10-17', Statement };
}

describe('a session narrowed to one user until an instant', () => {
  const lease = policy({
    Effect: 'Allow',
    Action: ['iam:CreateAccessKey', 'iam:UpdateAccessKey', 'iam:ListAccessKeys'],
    Resource: ALICE_ARN,
    Condition: { DateLessThan: { 'aws:CurrentTime': new Date(START + 600_000).toISOString() } },
  });

  async function narrowed() {
    const sandbox = smallSandbox();
    const { sts } = clientsOfRole(sandbox, { accountId: HUB, roleName: 'hub' });
    const iam = clientsFor(sandbox, await assume(sts, JSON.stringify(lease))).iam;
    return { sandbox, iam };
  }

  async function assume(sts: STSClient, Policy: string) {
    const RoleArn = `arn:aws:iam::${MEMBER}:role/keyturn/rotator`;
    const input = { RoleArn, RoleSessionName: 'lease-1', DurationSeconds: 3600, Policy };
    const { Credentials } = await sts.send(new AssumeRoleCommand(input));
    return {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
  }

  test('acts on that user only, with those actions only', async () => {
    const { iam } = await narrowed();
    expect(await failureOf(iam.send(new CreateAccessKeyCommand({ UserName: 'alice' })))).toBeUndefined();
    const bob = iam.send(new CreateAccessKeyCommand({ UserName: 'bob' }));
    await expect(bob).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        `User: arn:aws:sts::${MEMBER}:assumed-role/rotator/lease-1 is not authorized to perform: ` +
        `iam:CreateAccessKey on resource: arn:aws:iam::${MEMBER}:user/bob ` +
        'because no session policy allows the iam:CreateAccessKey action',
    });
    const remove = new DeleteAccessKeyCommand({ UserName: 'alice', AccessKeyId: 'AKIAAAAAAAAAAAAAAAAA' });
    expect(await failureOf(iam.send(remove))).toBe('AccessDenied');
    expect(await failureOf(iam.send(new ListUsersCommand({})))).toBe('AccessDenied');
  });

  test('ends by the simulated clock though its credentials live on', async () => {
    const { sandbox, iam } = await narrowed();
    const key = sandbox.world.iam.addKey({ accountId: MEMBER, userName: 'alice' });
    const off = { UserName: 'alice', AccessKeyId: key.id, Status: 'Inactive' } as const;
    sandbox.clock.set(START + 599_000);
    expect(await failureOf(iam.send(new ListAccessKeysCommand({ UserName: 'alice' })))).toBeUndefined();
    sandbox.clock.set(START + 600_000);
    expect(await failureOf(iam.send(new UpdateAccessKeyCommand(off)))).toBe('AccessDenied');
    expect(sandbox.world.iam.key(key.id).status).toBe('Active');
  });
});

describe('tags', () => {
  test('of the user open and shut its keys, at once', async () => {
    const sandbox = smallSandbox();
    const tagged = policy(
      {
        Effect: 'Allow',
        Action: 'iam:CreateAccessKey',
        Resource: '*',
        Condition: { StringEquals: { 'iam:ResourceTag/rotate': 'yes' } },
      },
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { Null: { 'aws:ResourceTag/protected': 'false' } },
      },
    );
    const { iam } = clientsOfRole(sandbox, { ...ROTATOR, policy: tagged });
    const bob = { accountId: MEMBER, userName: 'bob' };
    const create = () => failureOf(iam.send(new CreateAccessKeyCommand({ UserName: 'bob' })));
    expect(await create()).toBe('AccessDenied');
    sandbox.world.iam.setUserTags(bob, { rotate: 'yes', protected: 'x' });
    expect(await create()).toBe('AccessDenied');
    sandbox.world.iam.setUserTags(bob, { rotate: 'yes' });
    expect(await create()).toBeUndefined();
  });

  test('of the principal are seen through groups, variables and boundaries', async () => {
    const sandbox = smallSandbox();
    const own = `arn:aws:iam::${MEMBER}:user/*/\${aws:username}`;
    sandbox.world.iam.addGroup(MEMBER, {
      name: 'self-service',
      inlinePolicies: { own: policy({ Effect: 'Allow', Action: 'iam:*', Resource: own }) },
    });
    const alice = { accountId: MEMBER, userName: 'alice' };
    sandbox.world.iam.addToGroup(alice, 'self-service');
    const key = sandbox.world.iam.addKey(alice);
    const { iam } = clientsFor(sandbox, sandbox.world.credentials.forKey(key.id));
    const list = (UserName: string) => failureOf(iam.send(new ListAccessKeysCommand({ UserName })));
    expect(await list('alice')).toBeUndefined();
    expect(await list('bob')).toBe('AccessDenied');
    sandbox.world.iam.setBoundary(alice, { arn: 'arn:aws:iam::aws:policy/Unknown' });
    expect(await list('alice')).toBe('AccessDenied');
    sandbox.world.iam.setBoundary(alice, { arn: `arn:aws:iam::${MEMBER}:policy/b`, document: ALLOW_ALL });
    expect(await list('alice')).toBeUndefined();
  });
});

describe('organization policies', () => {
  const denyKeys = policy({ Effect: 'Deny', Action: 'iam:CreateAccessKey', Resource: '*' });
  const create = { UserName: 'alice' };

  test('bind member accounts from every level, and not the management account', async () => {
    for (const target of ['r-abcd', 'ou-abcd-22222222', 'ou-abcd-33333333', MEMBER]) {
      const sandbox = smallSandbox();
      sandbox.world.organization.setScps(target, [denyKeys]);
      sandbox.world.iam.addUser(MANAGEMENT, { name: 'alice' });
      const member = clientsOfRole(sandbox, ROTATOR).iam;
      const management = clientsOfRole(sandbox, { accountId: MANAGEMENT, roleName: 'admin' }).iam;
      const denied = member.send(new CreateAccessKeyCommand(create));
      await expect(denied).rejects.toThrow('with an explicit deny in a service control policy');
      expect(await failureOf(management.send(new CreateAccessKeyCommand(create)))).toBeUndefined();
    }
  });

  test('without FullAWSAccess allow only what they name; GetCallerIdentity needs no permission', async () => {
    const sandbox = smallSandbox();
    const s3Only = policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' });
    sandbox.world.organization.setScps('ou-abcd-22222222', [s3Only], true);
    const { iam, sts } = clientsOfRole(sandbox, ROTATOR);
    const denied = iam.send(new CreateAccessKeyCommand(create));
    await expect(denied).rejects.toThrow('because no service control policy allows');
    expect(await failureOf(sts.send(new GetCallerIdentityCommand({})))).toBeUndefined();
  });

  test('move with the account', async () => {
    const sandbox = smallSandbox();
    sandbox.world.organization.setScps('ou-abcd-11111111', [denyKeys]);
    const { iam } = clientsOfRole(sandbox, ROTATOR);
    expect(await failureOf(iam.send(new CreateAccessKeyCommand(create)))).toBeUndefined();
    sandbox.world.organization.move(MEMBER, 'ou-abcd-11111111');
    expect(await failureOf(iam.send(new CreateAccessKeyCommand(create)))).toBe('AccessDenied');
  });
});

test('conditions see who asks and where', async () => {
  const keys: readonly (readonly [string, string, string])[] = [
    ['ArnEquals', 'aws:PrincipalArn', `arn:aws:iam::${MEMBER}:role/keyturn/rotator`],
    ['StringLike', 'aws:userid', 'AROA*:sandbox'],
    ['StringEquals', 'aws:PrincipalAccount', MEMBER],
    ['StringEquals', 'aws:PrincipalOrgID', 'o-example1234'],
    ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-example1234/r-abcd/ou-abcd-22222222/*'],
    ['StringEquals', 'aws:PrincipalType', 'AssumedRole'],
    ['StringEquals', 'aws:ResourceAccount', MEMBER],
    ['StringEquals', 'aws:RequestedRegion', 'us-east-1'],
    ['StringEquals', 'aws:ResourceTag/owner', 'alice@example.com'],
    ['Bool', 'aws:SecureTransport', 'true'],
    ['Null', 'aws:username', 'true'],
    ['Null', 'aws:SourceVpce', 'true'],
  ];
  const sandbox = smallSandbox();
  for (const [operator, key, value] of keys) {
    const Condition = { [operator]: { [key]: value } };
    const only = policy({ Effect: 'Allow', Action: 'iam:*', Resource: '*', Condition });
    const { iam } = clientsOfRole(sandbox, { ...ROTATOR, policy: only });
    expect([key, await failureOf(iam.send(new ListAccessKeysCommand({ UserName: 'alice' })))]).toEqual([
      key,
      undefined,
    ]);
  }
});
