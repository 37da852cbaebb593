import {
  CreateAccessKeyCommand,
  IAMClient,
  ListUsersCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { clientsOfRole, failureOf, signInSimulatedTime } from '../../../test/support/sandbox/clients.ts';
import { HUB, MEMBER, smallSandbox } from '../../../test/support/sandbox/small-organization.ts';
import type { WireRequest } from '../wire/message.ts';
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
    ['a page of a proxy before', { kind: 'html-502', executed: false }, 'Error', 0],
    ['a page of a proxy after', { kind: 'html-502', executed: true }, 'Error', 1],
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
    signInSimulatedTime(retrying, sandbox.clock.now);
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

describe('a call that is never answered', () => {
  const silent: Fault = { kind: 'never-answered', executed: true };

  test("ends with the client's own timeout, in simulated time", async () => {
    const { sandbox, iam } = start(silent);
    const before = sandbox.clock.now();
    const call = iam.send(new CreateAccessKeyCommand({ UserName }), { requestTimeout: 30_000 });
    await expect(call).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    expect(sandbox.clock.now() - before).toBeGreaterThanOrEqual(30_000);
    expect(sandbox.world.iam.keys(ALICE)).toHaveLength(1);
  });

  test('waits for ever without one, or until it is given up', async () => {
    const { sandbox, iam } = start({ ...silent, executed: false });
    const giveUp = new AbortController();
    const options = { abortSignal: giveUp.signal };
    const call = iam.send(new CreateAccessKeyCommand({ UserName }), options);
    expect(await isPending(call)).toBe(true);
    giveUp.abort();
    expect(await failureOf(call)).toBe('AbortError');
    expect(sandbox.world.iam.keys(ALICE)).toHaveLength(0);
  });
});

describe('what a proxy leaves of an answer', () => {
  const bodyWith = async (kind: 'truncated-200' | 'empty-200' | 'html-502', executed: boolean) => {
    const sandbox = smallSandbox({ signingClock: Date });
    let request: WireRequest | undefined;
    const handler = {
      handle: async (sent: WireRequest) => {
        request = sent;
        throw new Error('kept');
      },
    };
    const credentials = sandbox.world.credentials.forRole(ADMIN);
    const config = { region: 'us-east-1', credentials, requestHandler: handler, maxAttempts: 1 };
    await failureOf(new IAMClient(config as never).send(new CreateAccessKeyCommand({ UserName })));
    sandbox.faults.on(() => ({ kind, executed }));
    if (request === undefined) throw new Error('nothing was sent');
    const answer = await sandbox.handle(request);
    return { ...answer, keys: sandbox.world.iam.keys(ALICE).length };
  };

  test.each([true, false])('carried out: %s', async (executed) => {
    const keys = executed ? 1 : 0;
    const half = await bodyWith('truncated-200', executed);
    expect(half).toMatchObject({ status: 200, keys });
    expect(half.body).toMatch(/^<CreateAccessKeyResponse/);
    expect(half.body).not.toContain('</CreateAccessKeyResponse>');
    const empty = await bodyWith('empty-200', executed);
    expect(empty).toMatchObject({ status: 200, body: '', keys });
    expect(empty.headers['x-amzn-requestid']).toBeUndefined();
    const page = await bodyWith('html-502', executed);
    expect(page).toMatchObject({ status: 502, keys });
    expect(page.body).toMatch(/^<html>/);
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
