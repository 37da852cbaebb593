import {
  CreateAccessKeyCommand,
  IAMClient,
  ListUsersCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { clientsOfRole, failureOf } from '../testing/clients.ts';
import { HUB, MEMBER, smallSandbox } from '../testing/small-organization.ts';
import type { Fault, FaultCall } from './fault.ts';

const UserName = 'alice';
const ALICE = { accountId: MEMBER, userName: UserName };
const ADMIN = { accountId: MEMBER, roleName: 'admin' };

function start(fault?: Fault) {
  const sandbox = smallSandbox();
  if (fault !== undefined) {
    sandbox.faults.on((call) => (call.operation === 'CreateAccessKey' ? fault : undefined));
  }
  const { iam } = clientsOfRole(sandbox, ADMIN);
  return { sandbox, iam, create: () => iam.send(new CreateAccessKeyCommand({ UserName })) };
}

/** Tells whether a promise has settled once everything that could settle it has run. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const still = Symbol('pending');
  const later = new Promise((resolve) => setImmediate(() => resolve(still)));
  return (await Promise.race([promise.catch(() => undefined), later])) === still;
}

describe('what a fault does', () => {
  test.each<[string, Fault, string, number]>([
    ['throttle', { kind: 'throttle' }, 'Throttling', 0],
    ['error', { kind: 'error', status: 403, code: 'AccessDenied', message: 'no' }, 'AccessDenied', 0],
    ['server error before', { kind: 'server-error', executed: false }, 'InternalFailure', 0],
    ['server error after', { kind: 'server-error', executed: true }, 'InternalFailure', 1],
    ['lost request', { kind: 'lost-request' }, 'TimeoutError', 0],
    ['lost response', { kind: 'lost-response' }, 'TimeoutError', 1],
  ])('%s', async (_name, fault, failure, keys) => {
    const { sandbox, create } = start(fault);
    expect(await failureOf(create())).toBe(failure);
    expect(sandbox.world.iam.keys(ALICE)).toHaveLength(keys);
    expect(sandbox.calls.at(-1)).toMatchObject({ fault: fault.kind, ok: keys === 1, mutation: true });
  });

  test('a lost response has the code of a broken connection, and the SDK would send CreateAccessKey again', async () => {
    const { sandbox, create } = start({ kind: 'lost-response' });
    await expect(create()).rejects.toMatchObject({ code: 'ECONNRESET' });
    const credentials = sandbox.world.credentials.forRole(ADMIN);
    const requestHandler = sandbox.requestHandler();
    const retrying = new IAMClient({ region: 'us-east-1', credentials, requestHandler, maxAttempts: 2 });
    expect(await failureOf(retrying.send(new CreateAccessKeyCommand({ UserName: 'bob' })))).toBe(
      'TimeoutError',
    );
    expect(sandbox.world.iam.keys({ accountId: MEMBER, userName: 'bob' })).toHaveLength(2);
  });

  test('a lost response to a call that was refused changes nothing', async () => {
    const { sandbox, create } = start({ kind: 'lost-response' });
    for (let i = 0; i < 2; i += 1) sandbox.world.iam.addKey(ALICE);
    expect(await failureOf(create())).toBe('TimeoutError');
    expect(sandbox.calls.at(-1)).toMatchObject({ ok: false, errorCode: 'LimitExceeded' });
  });
});

describe('a crash', () => {
  test.each<[Fault, number]>([
    [{ kind: 'crash-before' }, 0],
    [{ kind: 'crash-after' }, 1],
  ])('%o: the process is never answered again, a new one is', async (fault, keys) => {
    const { sandbox, iam, create } = start(fault);
    const crashed: string[] = [];
    sandbox.faults.onCrash((crash) => crashed.push(crash.processId));
    const death = sandbox.faults.crashOf('main');
    const dying = create();
    expect((await death).call.operation).toBe('CreateAccessKey');
    expect(crashed).toEqual(['main']);
    const after = iam.send(new ListUsersCommand({}));
    expect([await isPending(dying), await isPending(after)]).toEqual([true, true]);
    expect(sandbox.faults.isDead('main')).toBe(true);
    expect(sandbox.world.iam.keys(ALICE)).toHaveLength(keys);
    const calls = sandbox.calls.length;
    sandbox.faults.clear();
    const next = clientsOfRole(sandbox, ADMIN, 'second').iam;
    expect(await failureOf(next.send(new ListUsersCommand({})))).toBeUndefined();
    expect(sandbox.calls.length).toBe(calls + 1);
    expect((await sandbox.faults.crashOf('main')).processId).toBe('main');
  });

  test('at every call in turn can be enumerated by index', async () => {
    const run = async (crashAt: number | undefined) => {
      const sandbox = smallSandbox();
      sandbox.faults.on((call) => (call.index === crashAt ? { kind: 'crash-after' } : undefined));
      const { iam } = clientsOfRole(sandbox, ADMIN);
      const work = async () => {
        await iam.send(new ListUsersCommand({}));
        const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
        const change = { UserName, AccessKeyId: AccessKey?.AccessKeyId, Status: 'Inactive' } as const;
        await iam.send(new UpdateAccessKeyCommand(change));
        return 'done';
      };
      const outcome = await Promise.race([work(), sandbox.faults.crashOf('main').then(() => 'crashed')]);
      return [
        outcome,
        sandbox.world.events.map((event) => event.type).filter((type) => type.endsWith('AccessKey')),
      ];
    };
    expect(await run(undefined)).toEqual(['done', ['CreateAccessKey', 'UpdateAccessKey']]);
    expect(await run(0)).toEqual(['crashed', []]);
    expect(await run(1)).toEqual(['crashed', ['CreateAccessKey']]);
    expect(await run(2)).toEqual(['crashed', ['CreateAccessKey', 'UpdateAccessKey']]);
  });
});

describe('a rule', () => {
  test('sees what a call is about, with the account whose resources it touches', async () => {
    const sandbox = smallSandbox();
    const seen: FaultCall[] = [];
    sandbox.faults.on((call) => {
      seen.push(call);
      return undefined;
    });
    const { sts, secrets } = clientsOfRole(sandbox, { accountId: HUB, roleName: 'hub' }, 'worker-3');
    const RoleArn = `arn:aws:iam::${MEMBER}:role/keyturn/rotator`;
    await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'run' }));
    await failureOf(secrets.send(new DescribeSecretCommand({ SecretId: 'a' })));
    expect(seen).toEqual([
      {
        index: 0,
        processId: 'worker-3',
        service: 'sts',
        operation: 'AssumeRole',
        accountId: MEMBER,
        region: 'us-east-1',
        mutation: false,
      },
      {
        index: 1,
        processId: 'worker-3',
        service: 'secretsmanager',
        operation: 'DescribeSecret',
        accountId: HUB,
        region: 'us-east-1',
        mutation: false,
      },
    ]);
  });

  test('can be taken back', async () => {
    const sandbox = smallSandbox();
    const stop = sandbox.faults.on(() => ({ kind: 'throttle' }));
    const { iam } = clientsOfRole(sandbox, ADMIN);
    expect(await failureOf(iam.send(new ListUsersCommand({})))).toBe('Throttling');
    stop();
    expect(await failureOf(iam.send(new ListUsersCommand({})))).toBeUndefined();
  });
});
