import { afterEach, describe, expect, test } from 'vitest';
import { MEMBER, START, smallSandbox } from '../../../../test/support/sandbox/small-organization.ts';
import type { Fault } from '../../faults/fault.ts';
import type { Sandbox } from '../../sandbox.ts';
import { type SandboxServer, serveSandbox } from '../server.ts';

const ALICE = { accountId: MEMBER, userName: 'alice' };
const alice = { account: MEMBER, user: 'alice' };

/** A new kind of fault does not compile until it is here, and is not accepted until the schema has it. */
const EVERY_FAULT: { readonly [Kind in Fault['kind']]: Extract<Fault, { kind: Kind }> } = {
  throttle: { kind: 'throttle' },
  error: { kind: 'error', status: 403, code: 'AccessDenied', message: 'no' },
  'server-error': { kind: 'server-error', executed: true },
  'lost-response': { kind: 'lost-response' },
  'lost-request': { kind: 'lost-request' },
  'never-answered': { kind: 'never-answered', executed: true },
  'truncated-200': { kind: 'truncated-200', executed: true },
  'empty-200': { kind: 'empty-200', executed: false },
  'html-502': { kind: 'html-502', executed: true },
  'crash-before': { kind: 'crash-before' },
  'crash-after': { kind: 'crash-after' },
};

let server: SandboxServer | undefined;

afterEach(async () => {
  await server?.close();
});

interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape that it asked for
  readonly body: any;
}

interface Admin {
  readonly sandbox: Sandbox;
  get(path: string): Promise<Reply>;
  post(path: string, body: unknown): Promise<Reply>;
  remove(path: string): Promise<Reply>;
}

async function start(): Promise<Admin> {
  const sandbox = smallSandbox({ latencyMs: 0, signingClock: Date });
  server = await serveSandbox({ sandbox });
  const { url } = server;
  const call = async (method: string, path: string, body?: string): Promise<Reply> => {
    const headers = { 'content-type': 'application/json' };
    const init = body === undefined ? { method } : { method, body, headers };
    const response = await fetch(`${url}/_keyturn/${path}`, init);
    return { status: response.status, body: await response.json() };
  };
  return {
    sandbox,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, typeof body === 'string' ? body : JSON.stringify(body)),
    remove: (path) => call('DELETE', path),
  };
}

describe('what an administrator or an owner does by hand', () => {
  test('keys are made, switched, used and deleted', async () => {
    const { sandbox, post } = await start();
    const made = await post('world', { action: 'create-key', ...alice });
    expect(made).toMatchObject({ status: 200, body: { status: 'Active' } });
    expect(Object.keys(made.body)).toEqual(['key', 'status']);
    const { key } = made.body;
    expect((await post('world', { action: 'use-key', key })).body).toEqual({
      ok: false,
      code: 'InvalidClientTokenId',
    });
    await post('clock', { advance: '1m' });
    expect((await post('world', { action: 'use-key', key })).body).toEqual({ ok: true });
    expect((await post('world', { action: 'deactivate-key', key })).body).toMatchObject({
      status: 'Inactive',
    });
    expect((await post('world', { action: 'activate-key', key })).body).toMatchObject({ status: 'Active' });
    expect((await post('world', { action: 'delete-key', key })).body).toMatchObject({ status: 'deleted' });
    expect(sandbox.world.iam.keys(ALICE)).toEqual([]);
    expect(await post('world', { action: 'delete-key', key })).toMatchObject({
      status: 409,
      body: { error: { code: 'KEY_DELETED' } },
    });
  });

  test('users are made, tagged, deleted, and made again as strangers', async () => {
    const { sandbox, post } = await start();
    const before = sandbox.world.iam.user(ALICE);
    const again = await post('world', { action: 'recreate-user', ...alice });
    expect(again.body).toMatchObject({ user: 'alice', arn: before.arn });
    expect(again.body.userId).not.toBe(before.userId);
    await post('world', { action: 'tag-user', ...alice, tags: { a: 'b' } });
    expect(Object.fromEntries(sandbox.world.iam.user(ALICE).tags)).toEqual({ a: 'b' });
    await post('world', { action: 'delete-user', ...alice });
    expect(sandbox.world.iam.findUser(ALICE)).toBeUndefined();
    expect((await post('world', { action: 'create-user', ...alice, path: '/x/' })).status).toBe(200);
    expect(sandbox.world.iam.user(ALICE).path).toBe('/x/');
  });

  test('secrets are deleted and parameters written', async () => {
    const { sandbox, post } = await start();
    const secret = { accountId: MEMBER, name: 's', region: 'eu-west-1' };
    sandbox.world.secrets.add(MEMBER, { name: 's', region: 'eu-west-1', value: 'worth' });
    const order = {
      action: 'delete-secret',
      account: MEMBER,
      name: 's',
      region: 'eu-west-1',
      recoveryDays: 0,
    };
    expect((await post('world', order)).status).toBe(200);
    expect(sandbox.world.secrets.find(secret)).toBeUndefined();
    await post('world', { action: 'put-parameter', account: MEMBER, name: '/keyturn/stop', value: 'off' });
    expect(sandbox.world.parameters.value({ accountId: MEMBER, name: '/keyturn/stop' })).toBe('off');
  });

  test.each<[unknown, number, string]>([
    [{ action: 'create-key', account: MEMBER, user: 'nobody' }, 409, 'WORLD_REFUSED'],
    [{ action: 'create-user', account: MEMBER, user: 'alice' }, 409, 'WORLD_REFUSED'],
    [{ action: 'create-user', account: MEMBER, user: 'a b' }, 400, 'BAD_REQUEST'],
    [{ action: 'create-user', account: MEMBER, user: 'a', path: 'x' }, 400, 'BAD_REQUEST'],
    [{ action: 'use-key', key: 'AKIANONE' }, 409, 'WORLD_REFUSED'],
    [{ action: 'explode' }, 400, 'BAD_REQUEST'],
    [{ action: 'create-key', ...alice, extra: 1 }, 400, 'BAD_REQUEST'],
    [[], 400, 'BAD_REQUEST'],
    ['{', 400, 'NOT_JSON'],
    ['', 400, 'BAD_REQUEST'],
    [' '.repeat(1_100_000), 413, 'TOO_LARGE'],
  ])('%j is refused', async (body, status, code) => {
    const { post } = await start();
    expect(await post('world', body)).toMatchObject({ status, body: { error: { code } } });
  });
});

describe('what it shows', () => {
  test('state: keys, stages and events, never what a secret, a parameter or a key is worth', async () => {
    const { sandbox, get } = await start();
    const key = sandbox.world.iam.addKey(ALICE, { secret: 'worth-of-a-key' });
    sandbox.world.secrets.add(MEMBER, { name: 's', value: 'worth-of-a-secret' });
    sandbox.world.parameters.put(MEMBER, { name: 'p', value: 'worth-of-a-parameter' });
    const { body } = await get(`state?account=${MEMBER}`);
    expect(body.now).toBe(new Date(START).toISOString());
    expect(body.accounts[0]).toMatchObject({
      id: MEMBER,
      users: [
        { name: 'alice', keys: [{ id: key.id, status: 'Active' }] },
        { name: 'bob', keys: [] },
      ],
      secrets: [{ name: 's', versions: [{ stages: ['AWSCURRENT'] }] }],
      parameters: [{ name: 'p' }],
    });
    expect(body.events.at(-1)).toMatchObject({ type: 'PutParameter', accountId: MEMBER });
    expect(JSON.stringify((await get('state?events=1000000')).body)).not.toContain('worth');
    expect((await get('state?events=0')).body.events).toEqual([]);
  });

  test('credentials that work, of a role for as long as anybody rehearses', async () => {
    const { sandbox, get, post } = await start();
    sandbox.world.iam.addKey(ALICE, { id: 'AKIAOLDER', secret: 'older', createdAt: START - 1 });
    sandbox.world.iam.addKey(ALICE, { id: 'AKIANEWER', secret: 'newer' });
    const user = `credentials?account=${MEMBER}&user=alice`;
    expect((await get(user)).body).toEqual({
      AWS_ACCESS_KEY_ID: 'AKIANEWER',
      AWS_SECRET_ACCESS_KEY: 'newer',
    });
    expect((await get(`${user}&key=AKIAOLDER`)).body).toMatchObject({ AWS_SECRET_ACCESS_KEY: 'older' });
    expect((await get(`credentials?account=${MEMBER}&role=admin`)).body).toMatchObject({
      AWS_SESSION_TOKEN: expect.any(String),
    });
    await post('world', { action: 'delete-key', key: 'AKIANEWER' });
    expect((await get(`${user}&key=AKIANEWER`)).status).toBe(200);
    for (const bad of ['credentials', `credentials?account=${MEMBER}`, `${user}&role=admin`])
      expect((await get(bad)).status).toBe(400);
    expect((await get(`credentials?account=${MEMBER}&role=none`)).status).toBe(409);
  });

  test('routes, and refusals for what is none', async () => {
    const { get, post, remove } = await start();
    expect((await get('')).body.routes).toContain('POST /_keyturn/clock');
    expect((await get('nothing')).status).toBe(404);
    expect((await get('__proto__')).status).toBe(404);
    expect((await remove('clock')).status).toBe(405);
    expect((await post('state', {})).status).toBe(405);
    expect((await get('state?acount=1')).body.error.message).toContain('acount');
  });
});

describe('the clock', () => {
  test.each<[unknown, string]>([
    [{ set: '2027-01-31T13:00:00Z' }, '2027-01-31T13:00:00.000Z'],
    [{ set: '2027-01-31T13:00:00+02:00' }, '2027-01-31T11:00:00.000Z'],
    [{ set: START + 5 }, new Date(START + 5).toISOString()],
    [{ advance: 90_000 }, new Date(START + 90_000).toISOString()],
    [{ advance: '-2h' }, new Date(START - 7_200_000).toISOString()],
  ])('%j moves it', async (move, now) => {
    const { post } = await start();
    expect((await post('clock', move)).body.now).toBe(now);
  });

  test.each([
    [{ set: '2027-01-31' }],
    [{ set: 'now' }],
    [{ set: 1e18 }],
    [{ advance: '1w' }],
    [{ advance: '999999d' }],
    [{ set: 1, advance: 1 }],
    [{}],
  ])('%j is refused', async (move) => {
    const { post, get } = await start();
    expect((await post('clock', move)).status).toBe(400);
    expect((await get('clock')).body.epochMs).toBe(START);
  });
});

describe('fault rules', () => {
  test('are added, shown and removed', async () => {
    const { get, post, remove } = await start();
    const rule = {
      service: 'iam',
      operation: 'GetUser',
      after: 2,
      times: 'always',
      fault: { kind: 'throttle' },
    };
    expect((await post('faults', rule)).body).toMatchObject({
      id: 1,
      ...rule,
      share: 1,
      matched: 0,
      applied: 0,
    });
    expect((await post('faults', { fault: { kind: 'lost-request' } })).body).toMatchObject({
      id: 2,
      times: 1,
    });
    expect((await remove('faults?id=1')).body.rules).toHaveLength(1);
    expect((await remove('faults?id=1')).status).toBe(404);
    expect((await remove('faults')).body.rules).toEqual([]);
    expect((await get('faults')).body.rules).toEqual([]);
  });

  test.each(Object.values(EVERY_FAULT))('can be of every kind that the sandbox has: %j', async (fault) => {
    const { post } = await start();
    expect((await post('faults', { fault })).body).toMatchObject({ fault });
  });

  test.each([
    [{}],
    [{ fault: { kind: 'earthquake' } }],
    [{ fault: { kind: 'server-error' } }],
    [{ fault: { kind: 'error', status: 200, code: 'X' } }],
    [{ fault: { kind: 'throttle' }, operation: 'CreateAccesKey' }],
    [{ fault: { kind: 'throttle' }, service: 's3' }],
    [{ fault: { kind: 'throttle' }, account: '12' }],
    [{ fault: { kind: 'throttle' }, times: 0 }],
    [{ fault: { kind: 'throttle' }, share: 0 }],
    [{ fault: { kind: 'throttle' }, sometimes: true }],
  ])('%j is refused', async (rule) => {
    const { post, get } = await start();
    expect((await post('faults', rule)).status).toBe(400);
    expect((await get('faults')).body.rules).toEqual([]);
  });
});
