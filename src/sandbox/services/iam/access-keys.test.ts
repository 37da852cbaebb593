import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  ListAccessKeysCommand,
  paginateListAccessKeys,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { clientsFor, clientsOfRole, failureOf } from '../../../../test/support/sandbox/clients.ts';
import {
  ALLOW_ALL,
  HUB,
  MEMBER,
  START,
  smallSandbox,
} from '../../../../test/support/sandbox/small-organization.ts';

const UserName = 'alice';
const ALICE = { accountId: MEMBER, userName: UserName };
const HOUR = 3_600_000;

function start() {
  const sandbox = smallSandbox();
  return { sandbox, iam: clientsOfRole(sandbox, { accountId: MEMBER, roleName: 'admin' }).iam };
}

describe('CreateAccessKey', () => {
  test('makes two keys and no third', async () => {
    const { sandbox, iam } = start();
    await iam.send(new CreateAccessKeyCommand({ UserName }));
    await iam.send(new CreateAccessKeyCommand({ UserName }));
    const third = iam.send(new CreateAccessKeyCommand({ UserName }));
    await expect(third).rejects.toMatchObject({
      name: 'LimitExceededException',
      $metadata: { httpStatusCode: 409 },
    });
    expect(sandbox.world.iam.keys(ALICE)).toHaveLength(2);
  });

  test('counts keys beyond the quota too', async () => {
    const { sandbox, iam } = start();
    for (let i = 0; i < 3; i += 1) sandbox.world.iam.addKey(ALICE);
    expect(await failureOf(iam.send(new CreateAccessKeyCommand({ UserName })))).toBe(
      'LimitExceededException',
    );
  });

  test('writes down who did it, and no secret', async () => {
    const { sandbox } = start();
    const { iam } = clientsOfRole(sandbox, { accountId: MEMBER, roleName: 'rotator', sessionName: 'run-5' });
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    const event = sandbox.world.events.at(-1);
    expect(event).toMatchObject({
      type: 'CreateAccessKey',
      accountId: MEMBER,
      actor: `arn:aws:sts::${MEMBER}:assumed-role/rotator/run-5`,
      sessionName: 'run-5',
      userName: UserName,
      accessKeyId: AccessKey?.AccessKeyId,
    });
    const everything = JSON.stringify([sandbox.world.events, sandbox.calls]);
    expect(everything).not.toContain(AccessKey?.SecretAccessKey ?? 'missing');
  });

  test('without a name means the caller, if that is a user', async () => {
    const { sandbox, iam } = start();
    expect(await failureOf(iam.send(new CreateAccessKeyCommand({})))).toBe('ValidationError');
    const key = sandbox.world.iam.addKey(ALICE);
    sandbox.world.iam.putUserPolicy(ALICE, 'self', ALLOW_ALL);
    const own = clientsFor(sandbox, sandbox.world.credentials.forKey(key.id));
    const { AccessKey } = await own.iam.send(new CreateAccessKeyCommand({}));
    expect(AccessKey?.UserName).toBe(UserName);
  });

  test('refuses unknown users and impossible names', async () => {
    const { iam } = start();
    const create = (name: string) => failureOf(iam.send(new CreateAccessKeyCommand({ UserName: name })));
    expect(await create('nobody')).toBe('NoSuchEntityException');
    expect(await create('two words')).toBe('ValidationError');
    expect(await create('x'.repeat(129))).toBe('ValidationError');
  });
});

describe('ListAccessKeys', () => {
  test('gives whole seconds, any status, more than two keys, over pages', async () => {
    const sandbox = smallSandbox({ pageSize: 2 });
    const { iam } = clientsOfRole(sandbox, { accountId: MEMBER, roleName: 'admin' });
    sandbox.world.iam.addKey(ALICE, { createdAt: START - 90 * 24 * HOUR + 345 });
    sandbox.world.iam.addKey(ALICE, { status: 'Inactive' });
    sandbox.world.iam.addKey(ALICE, { status: 'Expired' });
    const keys = [];
    for await (const page of paginateListAccessKeys({ client: iam }, { UserName })) {
      keys.push(...(page.AccessKeyMetadata ?? []));
    }
    expect(keys.map((key) => key.Status)).toEqual(['Active', 'Inactive', 'Expired']);
    expect(keys[0]?.CreateDate?.getTime()).toBe(START - 90 * 24 * HOUR);
    expect(sandbox.calls).toHaveLength(2);
  });
});

describe('UpdateAccessKey and DeleteAccessKey', () => {
  test('change the key, and tell when there is none', async () => {
    const { sandbox, iam } = start();
    const key = sandbox.world.iam.addKey(ALICE);
    const name = { UserName, AccessKeyId: key.id };
    await iam.send(new UpdateAccessKeyCommand({ ...name, Status: 'Inactive' }));
    await iam.send(new UpdateAccessKeyCommand({ ...name, Status: 'Inactive' }));
    expect(sandbox.world.iam.key(key.id).status).toBe('Inactive');
    expect(await failureOf(iam.send(new UpdateAccessKeyCommand({ ...name, Status: 'Expired' })))).toBe(
      'ValidationError',
    );
    const other = { UserName: 'bob', AccessKeyId: key.id, Status: 'Active' } as const;
    expect(await failureOf(iam.send(new UpdateAccessKeyCommand(other)))).toBe('NoSuchEntityException');
    await iam.send(new DeleteAccessKeyCommand(name));
    expect(sandbox.world.iam.keys(ALICE)).toEqual([]);
    expect(await failureOf(iam.send(new DeleteAccessKeyCommand(name)))).toBe('NoSuchEntityException');
  });
});

describe('GetAccessKeyLastUsed', () => {
  test('says N/A without a date for a key that was never used', async () => {
    const { sandbox, iam } = start();
    const key = sandbox.world.iam.addKey(ALICE);
    const answer = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: key.id }));
    expect(answer.UserName).toBe(UserName);
    expect(answer.AccessKeyLastUsed).toEqual({ ServiceName: 'N/A', Region: 'N/A' });
  });

  test('learns of uses only after the lag, to the minute', async () => {
    const { sandbox, iam } = start();
    const lastUsed = { at: START - 48 * HOUR, service: 's3', region: 'eu-west-1' };
    const key = sandbox.world.iam.addKey(ALICE, { lastUsed });
    const { sts } = clientsFor(sandbox, sandbox.world.credentials.forKey(key.id));
    sandbox.clock.advance(30_000);
    await sts.send(new GetCallerIdentityCommand({}));
    const report = async () => {
      const answer = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: key.id }));
      return [answer.AccessKeyLastUsed?.ServiceName, answer.AccessKeyLastUsed?.LastUsedDate?.getTime()];
    };
    expect(await report()).toEqual(['s3', START - 48 * HOUR]);
    sandbox.clock.advance(2 * HOUR);
    const hub = clientsOfRole(sandbox, { accountId: MEMBER, roleName: 'admin' });
    const answer = await hub.iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: key.id }));
    expect(answer.AccessKeyLastUsed).toEqual({
      ServiceName: 'sts',
      Region: 'us-east-1',
      LastUsedDate: new Date(START),
    });
  });

  test('knows the first of several uses within 15 minutes', async () => {
    const { sandbox } = start();
    const key = sandbox.world.iam.addKey(ALICE);
    const use = (service: string) => {
      const credentials = sandbox.world.credentials.forKey(key.id);
      const { accessKeyId, secretAccessKey: secret } = credentials;
      expect(sandbox.world.useKey({ accessKeyId, secret, service, region: 'eu-west-1' }).ok).toBe(true);
    };
    const reported = async () => {
      sandbox.clock.advance(2 * HOUR);
      const { iam } = clientsOfRole(sandbox, { accountId: MEMBER, roleName: 'admin' });
      const answer = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: key.id }));
      return [answer.AccessKeyLastUsed?.ServiceName, answer.AccessKeyLastUsed?.LastUsedDate?.getTime()];
    };
    use('sts');
    sandbox.clock.advance(HOUR / 4 - 1);
    use('s3');
    expect(await reported()).toEqual(['sts', START]);
    const second = sandbox.clock.now();
    use('s3');
    sandbox.clock.advance(HOUR / 4);
    use('sqs');
    expect(await reported()).toEqual(['sqs', Math.floor((second + HOUR / 4) / 60_000) * 60_000]);
  });

  test('does not tell of keys of other accounts', async () => {
    const { sandbox } = start();
    const key = sandbox.world.iam.addKey(ALICE);
    const { iam } = clientsOfRole(sandbox, { accountId: HUB, roleName: 'admin' });
    const ask = iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: key.id }));
    expect(await failureOf(ask)).toBe('NoSuchEntityException');
    expect(await failureOf(iam.send(new ListAccessKeysCommand({ UserName })))).toBe('NoSuchEntityException');
  });
});
