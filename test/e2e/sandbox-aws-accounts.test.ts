import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsVersion, NO_AWS } from './aws-cli.ts';
import { type AwsWorld, HUB, LOGS, PAYMENTS, REGION, ROLE, startAwsWorld } from './aws-world.ts';

const version = await awsVersion();
if (version === undefined) process.stderr.write(`sandbox-aws-accounts: ${NO_AWS}\n`);

it('has an aws command to run, or says that it has none', async ({ annotate }) => {
  if (version === undefined) await annotate(NO_AWS, 'warning');
  expect(version ?? NO_AWS).toMatch(/^aws-cli\/|^left out: /);
});

describe.runIf(version !== undefined)('the real aws CLI on accounts, users and keys', () => {
  let world: AwsWorld;

  beforeAll(async () => {
    world = await startAwsWorld();
  });

  afterAll(async () => {
    await world.sandbox.stop();
  });

  it('sts: knows who asks, in each account, and refuses who may not enter', async () => {
    const identity = (account: string, session: string) => ({
      UserId: expect.stringMatching(new RegExp(`^AROA\\w+:${session}$`)),
      Account: account,
      Arn: `arn:aws:sts::${account}:assumed-role/${ROLE}/${session}`,
    });
    expect(await world.ask(world.hub, 'sts get-caller-identity')).toEqual(identity(HUB, 'sandbox'));
    expect(await world.ask(world.payments, 'sts get-caller-identity')).toEqual(identity(PAYMENTS, 'cli'));
    expect(await world.ask(world.logs, 'sts get-caller-identity')).toEqual(identity(LOGS, 'cli'));
    const arn = `arn:aws:iam::${LOGS}:role/${ROLE}`;
    expect(
      await world.refusal(world.payments, 'sts assume-role', '--role-arn', arn, '--role-session-name', 'cli'),
    ).toBe('AccessDenied');
  });

  it('organizations: accounts, units and tags', async () => {
    const organization = await world.ask(world.hub, 'organizations describe-organization');
    expect(organization.Organization).toMatchObject({ Id: 'o-keyturndemo', MasterAccountId: HUB });
    const accounts = await world.ask(world.hub, 'organizations list-accounts');
    expect(accounts.Accounts).toHaveLength(13);
    expect(accounts.Accounts).toContainEqual(
      expect.objectContaining({
        Id: PAYMENTS,
        Name: 'payments-prod',
        Arn: expect.stringContaining(`/${PAYMENTS}`),
      }),
    );
    const account = await world.ask(world.hub, 'organizations describe-account', '--account-id', PAYMENTS);
    expect(account.Account).toMatchObject({ Id: PAYMENTS, Email: 'aws+payments-prod@example.com' });
    const roots = await world.ask(world.hub, 'organizations list-roots');
    expect(roots.Roots).toMatchObject([{ Id: 'r-demo', Name: 'Root' }]);
    const units = await world.ask(
      world.hub,
      'organizations list-organizational-units-for-parent',
      '--parent-id',
      'r-demo',
    );
    expect(units.OrganizationalUnits.map((unit: { Name: string }) => unit.Name).sort()).toEqual([
      'Platform',
      'Retiring',
      'Workloads',
    ]);
    const parents = await world.ask(world.hub, 'organizations list-parents', '--child-id', PAYMENTS);
    expect(parents).toEqual({ Parents: [{ Id: 'ou-demo-payments', Type: 'ORGANIZATIONAL_UNIT' }] });
    const inUnit = await world.ask(
      world.hub,
      'organizations list-accounts-for-parent',
      '--parent-id',
      'ou-demo-payments',
    );
    expect(inUnit.Accounts.map((one: { Id: string }) => one.Id)).toEqual([PAYMENTS]);
    const tags = await world.ask(
      world.hub,
      'organizations list-tags-for-resource',
      '--resource-id',
      PAYMENTS,
    );
    expect(tags).toEqual({ Tags: [] });
    expect(await world.refusal(world.payments, 'organizations list-accounts')).toBe('AccessDeniedException');
  });

  it('iam: users, groups, tags and policies, in pages that the CLI puts together', async () => {
    const { body } = await world.sandbox.admin('GET', `state?account=${LOGS}`);
    const names = body.accounts[0].users.map((user: { name: string }) => user.name).sort();
    const users = await world.ask(world.logs, 'iam list-users');
    expect(users.Users.map((user: { UserName: string }) => user.UserName).sort()).toEqual(names);
    expect(names.length).toBeGreaterThan(4);
    const first = await world.ask(world.logs, 'iam list-users', '--max-items', '2');
    expect(first.Users).toHaveLength(2);
    expect(first.NextToken).toEqual(expect.any(String));
    const user = await world.ask(world.logs, 'iam get-user', '--user-name', 'auditor');
    expect(user.User).toMatchObject({
      UserName: 'auditor',
      Arn: `arn:aws:iam::${LOGS}:user/auditor`,
      Path: '/',
    });
    expect(await world.refusal(world.payments, 'iam get-user', '--user-name', 'auditor')).toBe(
      'NoSuchEntity',
    );
    const tags = await world.ask(world.logs, 'iam list-user-tags', '--user-name', 'break-glass');
    expect(tags.Tags).toEqual([{ Key: 'KeyturnExempt', Value: 'True' }]);
    const name = 'IAMKeyRotationExemptionGroup';
    const groups = await world.ask(world.logs, 'iam list-groups-for-user', '--user-name', 'auditor');
    expect(groups.Groups).toMatchObject([{ GroupName: name }]);
    const group = await world.ask(world.logs, 'iam get-group', '--group-name', name);
    expect(group).toMatchObject({ Group: { GroupName: name }, Users: [{ UserName: 'auditor' }] });
    const policy = ['--user-name', 'auditor', '--policy-arn', 'arn:aws:iam::aws:policy/ReadOnlyAccess'];
    await world.ask(world.logs, 'iam attach-user-policy', ...policy);
    const attached = await world.ask(world.logs, 'iam list-attached-user-policies', '--user-name', 'auditor');
    expect(attached.AttachedPolicies).toEqual([{ PolicyName: 'ReadOnlyAccess', PolicyArn: policy[3] }]);
    await world.ask(world.logs, 'iam detach-user-policy', ...policy);
    const details = await world.ask(world.logs, 'iam get-account-authorization-details', '--filter', 'User');
    expect(details.UserDetailList.map((one: { UserName: string }) => one.UserName).sort()).toEqual(names);
  });

  it('iam: the life of an access key, whose use shows and whose end is felt', async () => {
    const user = ['--user-name', 'settlement'];
    const { AccessKey: made } = await world.ask(world.payments, 'iam create-access-key', ...user);
    expect(made).toMatchObject({
      UserName: 'settlement',
      Status: 'Active',
      AccessKeyId: expect.stringMatching(/^AKIA/),
    });
    expect(await world.refusal(world.payments, 'iam create-access-key', ...user)).toBe('LimitExceeded');
    const listed = await world.ask(world.payments, 'iam list-access-keys', ...user);
    expect(listed.AccessKeyMetadata).toHaveLength(2);
    expect(listed.AccessKeyMetadata[1]).toMatchObject({ AccessKeyId: made.AccessKeyId, Status: 'Active' });
    const { AWS_SESSION_TOKEN: _, ...rest } = world.payments;
    const owner = {
      ...rest,
      AWS_ACCESS_KEY_ID: made.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: made.SecretAccessKey,
    };
    const me = await world.ask(owner, 'sts get-caller-identity');
    expect(me.Arn).toBe(`arn:aws:iam::${PAYMENTS}:user/settlement`);
    await world.sandbox.admin('POST', 'clock', { advance: '3h' });
    await world.enterAll();
    const key = ['--access-key-id', made.AccessKeyId];
    const used = await world.ask(world.payments, 'iam get-access-key-last-used', ...key);
    expect(used).toMatchObject({
      UserName: 'settlement',
      AccessKeyLastUsed: { ServiceName: 'sts', Region: REGION },
    });
    await world.ask(world.payments, 'iam update-access-key', ...user, ...key, '--status', 'Inactive');
    expect(await world.refusal(owner, 'sts get-caller-identity')).toBe('InvalidClientTokenId');
    await world.ask(world.payments, 'iam delete-access-key', ...user, ...key);
    const left = await world.ask(world.payments, 'iam list-access-keys', ...user);
    expect(left.AccessKeyMetadata).toHaveLength(1);
  });

  it('iam: the credential report, which takes a moment to be made', async () => {
    expect(await world.refusal(world.payments, 'iam get-credential-report')).toMatch(
      /ReportNotPresent|ReportInProgress/,
    );
    expect(await world.ask(world.payments, 'iam generate-credential-report')).toMatchObject({
      State: 'STARTED',
    });
    await world.sandbox.admin('POST', 'clock', { advance: '10s' });
    expect(await world.ask(world.payments, 'iam generate-credential-report')).toMatchObject({
      State: 'COMPLETE',
    });
    const report = await world.ask(world.payments, 'iam get-credential-report');
    expect(report.ReportFormat).toBe('text/csv');
    const lines = Buffer.from(report.Content, 'base64').toString().split('\n');
    expect(lines[0]).toMatch(/^user,arn,user_creation_time,/);
    expect(
      lines.some((line) => line.startsWith(`settlement,arn:aws:iam::${PAYMENTS}:user/settlement,`)),
    ).toBe(true);
  });

  it('has called every operation of these services, with success', async () => {
    expect(await world.operationsNotCalled(['sts', 'organizations', 'iam'])).toEqual([]);
  });
});
