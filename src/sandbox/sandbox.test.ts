import {
  CreateAccessKeyCommand,
  ListAccessKeysCommand,
  ListUsersCommand,
  paginateListUsers,
} from '@aws-sdk/client-iam';
import { paginateListAccounts } from '@aws-sdk/client-organizations';
import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { clientsFor, clientsOfRole, failureOf } from '../../test/support/sandbox/clients.ts';
import { HUB, MANAGEMENT, MEMBER, smallSandbox } from '../../test/support/sandbox/small-organization.ts';

test('the core line of a rotation works through the SDK', async () => {
  const sandbox = smallSandbox();
  const hub = clientsOfRole(sandbox, { accountId: HUB, roleName: 'hub' });
  const RoleArn = `arn:aws:iam::${MEMBER}:role/keyturn/rotator`;
  const assumed = await hub.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'run-1' }));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = assumed.Credentials ?? {};
  const member = clientsFor(sandbox, {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  });
  const identity = await member.sts.send(new GetCallerIdentityCommand({}));
  expect(identity.Arn).toBe(`arn:aws:sts::${MEMBER}:assumed-role/rotator/run-1`);
  const created = await member.iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
  const key = created.AccessKey;
  expect(key?.AccessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
  sandbox.clock.advance(10_000);
  const listed = await member.iam.send(new ListAccessKeysCommand({ UserName: 'alice' }));
  expect(listed.AccessKeyMetadata?.[0]?.CreateDate).toBeInstanceOf(Date);
  const made = await member.secrets.send(new CreateSecretCommand({ Name: 'k/alice', SecretString: 'v' }));
  expect(made.ARN).toMatch(/secret:k\/alice-\w{6}$/);
  sandbox.clock.advance(10_000);
  const value = await member.secrets.send(new GetSecretValueCommand({ SecretId: 'k/alice' }));
  expect(value.SecretString).toBe('v');
  await member.ssm.send(new PutParameterCommand({ Name: '/a', Value: 'x', Type: 'String' }));
  const parameter = await member.ssm.send(new GetParameterCommand({ Name: '/a' }));
  expect(parameter.Parameter?.Value).toBe('x');
  expect(await failureOf(member.iam.send(new ListUsersCommand({ PathPrefix: 'bad' })))).toBe(
    'ValidationError',
  );
  const names: string[] = [];
  for await (const page of paginateListUsers({ client: member.iam }, {})) {
    names.push(...(page.Users ?? []).map((user) => user.UserName ?? ''));
  }
  expect(names).toEqual(['alice', 'bob']);
});

test('Organizations lists all accounts over pages', async () => {
  const sandbox = smallSandbox({ pageSize: 1 });
  const { organizations } = clientsOfRole(sandbox, { accountId: MANAGEMENT, roleName: 'admin' });
  const ids: string[] = [];
  let pages = 0;
  for await (const page of paginateListAccounts({ client: organizations }, {})) {
    pages += 1;
    ids.push(...(page.Accounts ?? []).map((account) => account.Id ?? ''));
  }
  expect(ids).toHaveLength(4);
  expect(pages).toBe(5);
});
