import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  GetAccountAuthorizationDetailsCommand,
  ListAttachedUserPoliciesCommand,
  ListUsersCommand,
  ListUserTagsCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  TagResourceCommand,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from 'vitest';
import { clientsOfRole, failureOf } from '../../../test/support/sandbox/clients.ts';
import { MEMBER, smallSandbox } from '../../../test/support/sandbox/small-organization.ts';

const UserName = 'alice';
const ALICE = { accountId: MEMBER, userName: UserName };
const SecretId = 'Account_1_User_alice';

function start() {
  const sandbox = smallSandbox({ latencyMs: 1 });
  return { sandbox, ...clientsOfRole(sandbox, { accountId: MEMBER, roleName: 'admin' }) };
}

/** What one question is answered with, asked again and again while hardly any time passes. */
async function answers<Answer>(ask: () => Promise<Answer>): Promise<ReadonlySet<Answer>> {
  const heard = new Set<Answer>();
  for (let i = 0; i < 30; i += 1) heard.add(await ask());
  return heard;
}

describe('reads of Secrets Manager', () => {
  test('may not know a new secret for two seconds, nor who reads it', async () => {
    const { sandbox, secrets } = start();
    const describe = () => failureOf(secrets.send(new DescribeSecretCommand({ SecretId })));
    const read = () => failureOf(secrets.send(new GetSecretValueCommand({ SecretId })));
    await secrets.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'one' }));
    expect(await answers(describe)).toEqual(new Set([undefined, 'ResourceNotFoundException']));
    expect(await answers(read)).toEqual(new Set([undefined, 'ResourceNotFoundException']));
    sandbox.clock.advance(2000);
    expect(await answers(describe)).toEqual(new Set([undefined]));
  });

  test('may give the value and labels from before a change, and the whole secret of one moment', async () => {
    const { sandbox, secrets } = start();
    sandbox.world.secrets.add(MEMBER, { name: SecretId, value: 'one' });
    const value = async () =>
      (await secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? 'none';
    const shown = async () => {
      const { Tags, VersionIdsToStages } = await secrets.send(new DescribeSecretCommand({ SecretId }));
      return `${Tags?.length ?? 'no'} tags, ${Object.keys(VersionIdsToStages ?? {}).length} versions`;
    };
    expect(await answers(shown)).toEqual(new Set(['no tags, 1 versions']));
    await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: 'two' }));
    expect(await answers(value)).toEqual(new Set(['one', 'two']));
    sandbox.clock.advance(2000);
    expect(await answers(value)).toEqual(new Set(['two']));
    await secrets.send(new TagResourceCommand({ SecretId, Tags: [{ Key: 'a', Value: 'b' }] }));
    expect(await answers(shown)).toEqual(new Set(['no tags, 2 versions', '1 tags, 2 versions']));
  });

  test('ListSecrets is behind for five minutes', async () => {
    const { sandbox, secrets } = start();
    await secrets.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'one' }));
    const count = async () => (await secrets.send(new ListSecretsCommand({}))).SecretList?.length;
    sandbox.clock.advance(4 * 60_000);
    expect(await answers(count)).toEqual(new Set([0, 1]));
    sandbox.clock.advance(60_000);
    expect(await answers(count)).toEqual(new Set([1]));
  });

  test('changes made by hand are no exception, secrets put there are', async () => {
    const { sandbox, secrets } = start();
    const place = { accountId: MEMBER, name: SecretId };
    sandbox.world.secrets.add(MEMBER, { name: SecretId, value: 'one' });
    const deleted = async () =>
      (await secrets.send(new DescribeSecretCommand({ SecretId }))).DeletedDate !== undefined;
    expect(await answers(deleted)).toEqual(new Set([false]));
    sandbox.world.secrets.remove(place, 7);
    expect(await answers(deleted)).toEqual(new Set([false, true]));
  });

  test('a secret made again is not the old one by its ARN', async () => {
    const { sandbox, secrets } = start();
    const old = sandbox.world.secrets.add(MEMBER, { name: SecretId, value: 'one' });
    sandbox.world.secrets.remove({ accountId: MEMBER, name: SecretId }, 0);
    const made = sandbox.world.secrets.add(MEMBER, { name: SecretId, value: 'two' });
    const arn = async () =>
      (await secrets.send(new DescribeSecretCommand({ SecretId: made.arn }))).ARN ?? 'none';
    expect(made.arn).not.toBe(old.arn);
    expect(await answers(() => arn().catch(() => 'not found'))).toEqual(new Set([made.arn]));
  });
});

describe('reads of IAM', () => {
  test('of a key that was just made may end in NoSuchEntity, and so may changes of it', async () => {
    const { sandbox, iam } = start();
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    const AccessKeyId = AccessKey?.AccessKeyId ?? '';
    const lastUsed = () => failureOf(iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId })));
    const touch = () =>
      failureOf(iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Active' })));
    const unsure = new Set([undefined, 'NoSuchEntityException']);
    expect(await answers(lastUsed)).toEqual(unsure);
    expect(await answers(touch)).toEqual(unsure);
    sandbox.clock.advance(2000);
    expect(await answers(lastUsed)).toEqual(new Set([undefined]));
    expect(await failureOf(iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId })))).toBeUndefined();
  });

  test('may give tags, policies and users from before a change', async () => {
    const { sandbox, iam } = start();
    const tags = async () => (await iam.send(new ListUserTagsCommand({ UserName }))).Tags?.length;
    const users = async () => (await iam.send(new ListUsersCommand({}))).Users?.length;
    const detailed = async () =>
      (await iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ['User'] }))).UserDetailList?.find(
        (user) => user.UserName === UserName,
      )?.Tags?.length;
    const policies = async () =>
      (await iam.send(new ListAttachedUserPoliciesCommand({ UserName }))).AttachedPolicies?.length;
    expect(await answers(users)).toEqual(new Set([2]));
    sandbox.world.iam.setUserTags(ALICE, { a: '1', b: '2', c: '3' });
    const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
    sandbox.world.iam.deleteUser({ accountId: MEMBER, userName: 'bob' });
    expect(await answers(tags)).toEqual(new Set([1, 3]));
    expect(await answers(detailed)).toEqual(new Set([1, 3]));
    expect(await answers(policies)).toEqual(new Set([0, 1]));
    expect(await answers(users)).toEqual(new Set([1, 2]));
    sandbox.clock.advance(2000);
    expect(await answers(tags)).toEqual(new Set([3]));
    expect(await answers(detailed)).toEqual(new Set([3]));
    expect(await answers(policies)).toEqual(new Set([1]));
    expect(await answers(users)).toEqual(new Set([1]));
  });
});
