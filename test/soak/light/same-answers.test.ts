import { expect, test } from 'vitest';
import type { PlainCall, Sandbox, ServiceName } from '../../../src/sandbox/index.ts';
import { ALL_OPERATIONS } from '../../../src/sandbox/services/registry.ts';
import type { SandboxCredentials } from '../../../src/sandbox/world/world.ts';
import { HUB, MEMBER, smallSandbox } from '../../support/sandbox/small-organization.ts';
import { lightClient, type Transport } from './client.ts';
import { onTheWire } from './wire.ts';

type Input = Readonly<Record<string, unknown>>;
type Answer = Record<string, never>;
type Say = (service: ServiceName, operation: string, input?: Input) => Promise<Answer>;

/** What a client read, or how it was refused. */
type Read = { readonly operation: string; readonly answer?: unknown; readonly refused?: unknown };

const WAYS: Readonly<Record<string, (sandbox: Sandbox) => Transport>> = {
  wire: (sandbox) => (call) => sandbox.handle(onTheWire(call), 'p'),
  plain: (sandbox) => (call) => sandbox.perform(call, 'p'),
};

/** Plays a story with clients of one way, and gives all that was read, and everything that happened in AWS. */
async function played(way: string, story: Story) {
  const sandbox = smallSandbox({ emptyPageEvery: 3, pageSize: 2 });
  const transport = WAYS[way]?.(sandbox);
  if (transport === undefined) throw new Error(`no way ${way}`);
  const reads: Read[] = [];
  const dates: number[] = [];
  const as =
    (credentials: SandboxCredentials, now = () => sandbox.clock.now()): Say =>
    async (service, operation, input = {}) => {
      const onServerTime = (at: number) => void dates.push(at);
      const connection = { transport, now, region: 'eu-west-1', credentials, onServerTime };
      try {
        const answer = (await lightClient(service, connection).send(command(operation, input))) as Answer;
        reads.push({ operation, answer });
        return answer;
      } catch (error) {
        const { name, message, $metadata } = error as Error & { $metadata?: unknown };
        reads.push({ operation, refused: { name, message, $metadata } });
        return {};
      }
    };
  await story(sandbox, as);
  return { reads, dates, events: [...sandbox.world.events], calls: [...sandbox.calls] };
}

type Story = (
  sandbox: Sandbox,
  as: (credentials: SandboxCredentials, now?: () => number) => Say,
) => Promise<void>;

/** The light client reads a command's operation from its class's name, as the SDK gives it. */
function command(operation: string, input: Input): object {
  const name = `${operation}Command`;
  const Command = {
    [name]: class {
      readonly input: Input = input;
    },
  }[name];
  if (Command === undefined) throw new Error(name);
  return new Command();
}

const admin = (sandbox: Sandbox, accountId: string): SandboxCredentials =>
  sandbox.world.credentials.forRole({ accountId, roleName: 'admin' });

const EVERY_OPERATION: Story = async (sandbox, as) => {
  const say = as(admin(sandbox, MEMBER));
  const hub = as(admin(sandbox, HUB));
  const UserName = 'alice';
  await say('sts', 'GetCallerIdentity');
  await say('sts', 'AssumeRole', {
    RoleArn: `arn:aws:iam::${MEMBER}:role/admin`,
    RoleSessionName: 's',
    DurationSeconds: 900,
    Policy: '{"Version":"2012-10-17","Statement":[]}',
  });
  const rotator = sandbox.world.credentials.forRole({ accountId: HUB, roleName: 'hub' });
  await as(rotator)('sts', 'AssumeRole', {
    RoleArn: `arn:aws:iam::${MEMBER}:role/keyturn/rotator`,
    RoleSessionName: 'run',
    DurationSeconds: 900,
  });
  await say('iam', 'ListUsers');
  await say('iam', 'ListUsers', { MaxItems: 1 });
  await say('iam', 'ListUsers', { PathPrefix: '/nobody/' });
  await say('iam', 'GetUser', { UserName });
  await say('iam', 'GetUser', { UserName: 'no <body> & "none"' });
  const made = (await say('iam', 'CreateAccessKey', { UserName })) as {
    AccessKey?: { AccessKeyId: string; SecretAccessKey: string };
  };
  const { AccessKeyId = '', SecretAccessKey = '' } = made.AccessKey ?? {};
  sandbox.clock.advance(90_000);
  await as({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey })('sts', 'GetCallerIdentity');
  await as({ accessKeyId: AccessKeyId, secretAccessKey: 'wrong' })('sts', 'GetCallerIdentity');
  await say('iam', 'GetAccessKeyLastUsed', { AccessKeyId });
  sandbox.clock.advance(86_400_000);
  const later = as(admin(sandbox, MEMBER));
  await say('iam', 'ListUsers');
  await later('iam', 'GetAccessKeyLastUsed', { AccessKeyId });
  await later('iam', 'ListAccessKeys', { UserName });
  await later('iam', 'ListAccessKeys', { UserName: 'bob' });
  await later('iam', 'UpdateAccessKey', { UserName, AccessKeyId, Status: 'Inactive' });
  await later('iam', 'UpdateAccessKey', { UserName, AccessKeyId, Status: 'Gone' });
  await later('iam', 'ListUserTags', { UserName });
  await later('iam', 'ListUserTags', { UserName: 'bob' });
  await later('iam', 'ListGroupsForUser', { UserName });
  await later('iam', 'GetGroup', { GroupName: 'none' });
  sandbox.world.iam.addGroup(MEMBER, { name: 'team' });
  sandbox.world.iam.addToGroup({ accountId: MEMBER, userName: UserName }, 'team');
  await later('iam', 'ListGroupsForUser', { UserName });
  await later('iam', 'GetGroup', { GroupName: 'team' });
  const PolicyArn = 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3';
  await later('iam', 'AttachUserPolicy', { UserName, PolicyArn });
  await later('iam', 'ListAttachedUserPolicies', { UserName });
  await later('iam', 'DetachUserPolicy', { UserName, PolicyArn });
  await later('iam', 'ListAttachedUserPolicies', { UserName });
  await later('iam', 'GetAccountAuthorizationDetails', { Filter: ['User', 'Group'], MaxItems: 100 });
  await later('iam', 'GetAccountAuthorizationDetails', { Filter: [] });
  await later('iam', 'GetCredentialReport');
  await later('iam', 'GenerateCredentialReport');
  await later('iam', 'GetCredentialReport');
  sandbox.clock.advance(60_000);
  await later('iam', 'GenerateCredentialReport');
  await later('iam', 'GetCredentialReport');
  await later('iam', 'DeleteAccessKey', { UserName, AccessKeyId });
  await later('iam', 'DeleteAccessKey', { UserName, AccessKeyId });

  const organization = as(admin(sandbox, HUB));
  await hub('organizations', 'DescribeOrganization');
  await organization('organizations', 'DescribeOrganization');
  await organization('organizations', 'DescribeAccount', { AccountId: MEMBER });
  await organization('organizations', 'DescribeAccount', { AccountId: '999999999999' });
  const accounts = (await organization('organizations', 'ListAccounts', { MaxResults: 1 })) as {
    NextToken?: string;
  };
  await organization('organizations', 'ListAccounts', { NextToken: accounts.NextToken });
  await organization('organizations', 'ListRoots');
  const ParentId = 'r-abcd';
  await organization('organizations', 'ListAccountsForParent', { ParentId });
  await organization('organizations', 'ListOrganizationalUnitsForParent', { ParentId });
  await organization('organizations', 'ListParents', { ChildId: MEMBER });
  await organization('organizations', 'ListTagsForResource', { ResourceId: MEMBER });

  await later('ssm', 'PutParameter', { Name: '/a', Value: 'x', Type: 'String' });
  await later('ssm', 'GetParameter', { Name: '/a' });
  await later('ssm', 'GetParameter', { Name: '/b' });

  const SecretId = 'keyturn/alice';
  const first = '11111111-1111-4111-8111-111111111111';
  const second = '22222222-2222-4222-8222-222222222222';
  await later('secretsmanager', 'CreateSecret', {
    Name: SecretId,
    SecretString: '{"a":"ü < & \\" 名"}',
    ClientRequestToken: first,
    Description: undefined,
    Tags: [{ Key: 'keyturn:owner', Value: 'alice' }],
    AddReplicaRegions: [{ Region: 'eu-central-1' }],
  });
  sandbox.clock.advance(1_234);
  await later('secretsmanager', 'DescribeSecret', { SecretId });
  await later('secretsmanager', 'PutSecretValue', {
    SecretId,
    SecretString: 'b',
    ClientRequestToken: second,
    VersionStages: ['AWSPENDING'],
  });
  await later('secretsmanager', 'ListSecretVersionIds', { SecretId });
  await later('secretsmanager', 'UpdateSecretVersionStage', {
    SecretId,
    VersionStage: 'AWSCURRENT',
    MoveToVersionId: second,
    RemoveFromVersionId: first,
  });
  sandbox.clock.advance(120_000);
  await later('secretsmanager', 'GetSecretValue', { SecretId });
  await later('secretsmanager', 'GetSecretValue', { SecretId, VersionStage: 'AWSPREVIOUS' });
  await later('secretsmanager', 'UpdateSecret', { SecretId, Description: 'd' });
  await later('secretsmanager', 'TagResource', { SecretId, Tags: [{ Key: 'k', Value: '' }] });
  await later('secretsmanager', 'UntagResource', { SecretId, TagKeys: ['k'] });
  await later('secretsmanager', 'GetResourcePolicy', { SecretId });
  await later('secretsmanager', 'PutResourcePolicy', {
    SecretId,
    ResourcePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${MEMBER}:user/team/alice` },
          Action: 'secretsmanager:GetSecretValue',
          Resource: '*',
        },
      ],
    }),
    BlockPublicPolicy: true,
  });
  await later('secretsmanager', 'GetResourcePolicy', { SecretId });
  await later('secretsmanager', 'DeleteResourcePolicy', { SecretId });
  await later('secretsmanager', 'ReplicateSecretToRegions', {
    SecretId,
    AddReplicaRegions: [{ Region: 'us-east-1' }],
  });
  await later('secretsmanager', 'RemoveRegionsFromReplication', {
    SecretId,
    RemoveReplicaRegions: ['us-east-1', 'eu-central-1'],
  });
  await later('secretsmanager', 'ListSecrets', { MaxResults: 10 });
  await later('secretsmanager', 'DeleteSecret', { SecretId, RecoveryWindowInDays: 7 });
  await later('secretsmanager', 'DescribeSecret', { SecretId });
  await later('secretsmanager', 'GetSecretValue', { SecretId });
  await later('secretsmanager', 'RestoreSecret', { SecretId });
  await later('secretsmanager', 'PutSecretValue', { SecretId: 7 });
};

test('as plain data and over the wire, every operation is answered in the same way and does the same', async () => {
  const plain = await played('plain', EVERY_OPERATION);
  expect(plain).toStrictEqual(await played('wire', EVERY_OPERATION));
  const answered = plain.reads.filter(({ answer }) => answer !== undefined);
  expect(new Set(answered.map(({ operation }) => operation))).toEqual(
    new Set(ALL_OPERATIONS.map(({ name }) => name)),
  );
});

test('requests that are not to be believed are refused alike', async () => {
  const story: Story = async (sandbox, as) => {
    const credentials = admin(sandbox, MEMBER);
    const early = sandbox.clock.now();
    const at = (offset: number) => () => early + offset;
    for (const service of ['iam', 'secretsmanager'] as const) {
      const operation = service === 'iam' ? 'ListUsers' : 'ListSecrets';
      for (const offset of [-16 * 60_000, -6 * 60_000, 6 * 60_000, 16 * 60_000, 26 * 3_600_000])
        await as(credentials, at(offset))(service, operation);
      await as({ ...credentials, secretAccessKey: 'x' })(service, operation);
      await as({ ...credentials, sessionToken: 'x' })(service, operation);
      await as({ ...credentials, accessKeyId: 'ASIANOBODY' })(service, operation);
      await as(credentials)(service, 'NoSuchOperation');
    }
    sandbox.clock.advance(2 * 3_600_000);
    await as(credentials)('iam', 'ListUsers');
    await as(credentials)('ssm', 'GetParameter', { Name: '/keyturn/stop' });
  };
  const plain = await played('plain', story);
  expect(plain).toStrictEqual(await played('wire', story));
  expect(plain.reads.filter(({ refused }) => refused !== undefined).length).toBeGreaterThan(14);
});

test.each([
  { kind: 'throttle' },
  { kind: 'error', status: 403, code: 'AccessDenied', message: 'no <& "' },
  { kind: 'server-error', executed: true },
  { kind: 'server-error', executed: false },
  { kind: 'lost-request' },
  { kind: 'lost-response' },
  ...(['never-answered', 'truncated-200', 'empty-200', 'html-502'] as const).flatMap((kind) => [
    { kind, executed: true },
    { kind, executed: false },
  ]),
] as const)('under the fault %o both ways fail alike', async (fault) => {
  const story: Story = async (sandbox, as) => {
    sandbox.faults.on(() => fault);
    const say = as(admin(sandbox, MEMBER));
    await say('iam', 'CreateAccessKey', { UserName: 'alice' });
    await say('secretsmanager', 'CreateSecret', { Name: 'a', ClientRequestToken: 'c'.repeat(36) });
    await say('secretsmanager', 'TagResource', { SecretId: 'a', Tags: [] });
  };
  const plain = await played('plain', story);
  expect(plain).toStrictEqual(await played('wire', story));
  expect(plain.reads.filter(({ refused }) => refused !== undefined).length).toBeGreaterThan(1);
});

test('neither side holds what the other may change', async () => {
  const sandbox = smallSandbox();
  const connection = {
    transport: (call: PlainCall) => sandbox.perform(call),
    now: () => sandbox.clock.now(),
    region: 'eu-west-1',
    credentials: admin(sandbox, MEMBER),
  };
  const tags = [{ Key: 'a', Value: 'b' }];
  const secrets = lightClient('secretsmanager', connection);
  await secrets.send(command('CreateSecret', { Name: 's', ClientRequestToken: 'c'.repeat(36), Tags: tags }));
  for (const tag of tags) tag.Value = 'changed';
  const described = () => secrets.send(command('DescribeSecret', { SecretId: 's' }));
  const first = (await described()) as { Tags: { Value: string }[] };
  expect(first.Tags).toEqual([{ Key: 'a', Value: 'b' }]);
  for (const tag of first.Tags) tag.Value = 'changed';
  expect(((await described()) as { Tags: unknown }).Tags).toEqual([{ Key: 'a', Value: 'b' }]);
});
