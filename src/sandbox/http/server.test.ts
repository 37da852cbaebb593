import { CreateAccessKeyCommand, IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, test } from 'vitest';
import { failureOf } from '../../../test/support/sandbox/clients.ts';
import { HUB, MEMBER, START, smallSandbox } from '../../../test/support/sandbox/small-organization.ts';
import { requestText, sendRaw } from '../../../test/support/sandbox-http/raw-request.ts';
import type { Sandbox } from '../sandbox.ts';
import { type SandboxServer, serveSandbox } from './server.ts';

let server: SandboxServer | undefined;

afterEach(async () => {
  await server?.close();
});

async function start(latencyMs = 0): Promise<{ readonly sandbox: Sandbox; readonly server: SandboxServer }> {
  const sandbox = smallSandbox({
    propagationMs: { newKey: 0, statusChange: 0, listing: 0 },
    signingClock: Date,
  });
  server = await serveSandbox({ sandbox, latencyMs });
  return { sandbox, server };
}

function configOf(sandbox: Sandbox, endpoint: string, accountId = MEMBER) {
  const credentials = sandbox.world.credentials.forRole({ accountId, roleName: 'admin' });
  return { region: 'us-east-1', endpoint, credentials, maxAttempts: 1 };
}

describe('the services over HTTP', () => {
  test('are told apart by the signature, and each speaks its own protocol', async () => {
    const { sandbox, server } = await start();
    const config = configOf(sandbox, server.url);
    const users = await new IAMClient(config).send(new ListUsersCommand({}));
    expect(users.Users?.map((user) => user.UserName)).toEqual(['alice', 'bob']);
    const secret = await new SecretsManagerClient(config).send(
      new CreateSecretCommand({ Name: 'a', SecretString: 'ü€ 𝄞', ClientRequestToken: 'a'.repeat(32) }),
    );
    expect(secret.ARN).toContain(`:${MEMBER}:secret:a-`);
    expect(sandbox.world.secrets.value({ accountId: MEMBER, name: 'a' })).toBe('ü€ 𝄞');
  });

  test('answer with the simulated time, and several accounts by one address', async () => {
    const { sandbox, server } = await start();
    sandbox.world.iam.addRole(MEMBER, {
      name: 'open',
      trust: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${HUB}:root` }, Action: 'sts:AssumeRole' },
        ],
      },
    });
    const config = configOf(sandbox, server.url, HUB);
    const session = await new STSClient(config).send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${MEMBER}:role/open`, RoleSessionName: 'test' }),
    );
    const credentials = {
      accessKeyId: session.Credentials?.AccessKeyId ?? '',
      secretAccessKey: session.Credentials?.SecretAccessKey ?? '',
      sessionToken: session.Credentials?.SessionToken ?? '',
    };
    const me = await new STSClient({ ...config, credentials }).send(new GetCallerIdentityCommand({}));
    expect(me.Account).toBe(MEMBER);
    const date = /\r\ndate: ([^\r]+)/i.exec(await sendRaw(server.port, requestText('/', unsigned())))?.[1];
    expect(Math.abs(Date.parse(date ?? '') - START)).toBeLessThan(5000);
  });

  test('take the real time of one call, not of all of them, when called at once', async () => {
    const { sandbox, server } = await start(150);
    const iam = new IAMClient(configOf(sandbox, server.url));
    const began = performance.now();
    await Promise.all(Array.from({ length: 20 }, () => iam.send(new ListUsersCommand({}))));
    const took = performance.now() - began;
    expect(took).toBeGreaterThanOrEqual(149);
    expect(took).toBeLessThan(20 * 150);
  });
});

function unsigned(): Parameters<typeof requestText>[1] {
  return {
    headers: { host: 'iam.amazonaws.com', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=ListUsers&Version=2010-05-08',
  };
}

describe('faults over HTTP', () => {
  test('a lost answer breaks the connection after the call took effect', async () => {
    const { sandbox, server } = await start();
    server.faults.add({
      operation: 'CreateAccessKey',
      after: 0,
      times: 1,
      share: 1,
      fault: { kind: 'lost-response' },
    });
    const iam = new IAMClient(configOf(sandbox, server.url));
    const failure = iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    await expect(failure).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(sandbox.world.iam.keys({ accountId: MEMBER, userName: 'alice' })).toHaveLength(1);
    expect(await failureOf(iam.send(new ListUsersCommand({})))).toBeUndefined();
  });

  test('a process that dies loses every answer that it waits for, and later ones; others do not', async () => {
    const { sandbox, server } = await start(50);
    server.faults.add({
      process: 'a',
      operation: 'GetUser',
      after: 0,
      times: 1,
      share: 1,
      fault: { kind: 'crash-after' },
    });
    const config = configOf(sandbox, server.url);
    const client = (userAgentAppId: string) => new IAMClient({ ...config, userAgentAppId });
    const { GetUserCommand } = await import('@aws-sdk/client-iam');
    const dying = client('a');
    const waiting = dying.send(new ListUsersCommand({}));
    const crashing = dying.send(new GetUserCommand({ UserName: 'alice' }));
    expect(await failureOf(Promise.all([waiting, crashing]))).toBeDefined();
    expect(await failureOf(dying.send(new ListUsersCommand({})))).toBeDefined();
    expect(await failureOf(client('b').send(new ListUsersCommand({})))).toBeUndefined();
    server.faults.clear();
    expect(await failureOf(dying.send(new ListUsersCommand({})))).toBeUndefined();
  });
});

test('a call that is never answered leaves its connection open until the client goes away', async () => {
  const { sandbox, server } = await start(0);
  const fault = { kind: 'never-answered', executed: true } as const;
  server.faults.add({ operation: 'ListUsers', after: 0, times: 1, share: 1, fault });
  const config = configOf(sandbox, server.url);
  const client = new IAMClient({
    ...config,
    requestHandler: { requestTimeout: 100, throwOnRequestTimeout: true },
  });
  expect(await failureOf(client.send(new ListUsersCommand({})))).toBe('TimeoutError');
  expect(await failureOf(client.send(new ListUsersCommand({})))).toBeUndefined();
});

describe('what is no proper request', () => {
  const iam = { host: 'iam.amazonaws.com' };
  const json = { 'content-type': 'application/x-amz-json-1.1' };
  const scope = (service: string): string =>
    `AWS4-HMAC-SHA256 Credential=AKIA0000000000000000/20260115/us-east-1/${service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=00`;

  test.each<[string, string, number]>([
    ['no signature', requestText('/', unsigned()), 403],
    ['no service', requestText('/'), 400],
    ['a service that is not there', requestText('/', { headers: { authorization: scope('s3') } }), 400],
    ['an unknown key', requestText('/', { headers: { authorization: scope('iam') } }), 403],
    [
      'half a signature',
      requestText('/', { headers: { ...iam, authorization: 'AWS4-HMAC-SHA256 Credential=x' } }),
      400,
    ],
    [
      'a target without operation',
      requestText('/', { headers: { ...json, 'x-amz-target': 'secretsmanager' } }),
      400,
    ],
    [
      'JSON that is none',
      requestText('/', { headers: { ...json, 'x-amz-target': 'AmazonSSM.GetParameter' }, body: '{' }),
      400,
    ],
    [
      'JSON that is no object',
      requestText('/', { headers: { ...json, 'x-amz-target': 'AmazonSSM.GetParameter' }, body: '[[1' }),
      400,
    ],
    [
      'a form of a thousand levels',
      requestText('/', { headers: iam, body: `${'a.'.repeat(200_000)}b=1` }),
      403,
    ],
    [
      'prototype names',
      requestText('/', { headers: iam, body: '__proto__.member.1=x&constructor=y&Action=toString' }),
      403,
    ],
    ['broken escapes', requestText('/%zz?%=%&a=1&a=2', { headers: iam, body: 'Action=%ZZ&%=%' }), 403],
    ['a path of slashes', requestText('//'), 400],
    ['another method', requestText('/', { method: 'PUT', headers: iam }), 403],
    ['too much', requestText('/', { headers: { ...iam, 'content-length': '99999999' } }), 413],
    ['no HTTP at all', 'hello\r\n\r\n', 400],
  ])('is answered, and the server goes on: %s', async (_what, bytes, status) => {
    const { server } = await start();
    const answer = await sendRaw(server.port, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).not.toMatch(/\n\s+at /);
    expect((await fetch(`${server.url}/_keyturn/clock`)).status).toBe(200);
  });

  test('an endless body is cut off', async () => {
    const { server } = await start();
    const head = 'POST / HTTP/1.1\r\nhost: iam.amazonaws.com\r\ntransfer-encoding: chunked\r\n\r\n';
    const chunk = `40000\r\n${'x'.repeat(0x40000)}\r\n`;
    const answer = await sendRaw(server.port, head + chunk.repeat(5));
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect((await fetch(`${server.url}/_keyturn/clock`)).status).toBe(200);
  });

  test('a client that goes away in the middle harms nobody', async () => {
    const { sandbox, server } = await start(20);
    const controller = new AbortController();
    const iam = new IAMClient(configOf(sandbox, server.url));
    const gone = iam.send(new ListUsersCommand({}), { abortSignal: controller.signal });
    controller.abort();
    expect(await failureOf(gone)).toBeDefined();
    expect(await failureOf(iam.send(new ListUsersCommand({})))).toBeUndefined();
  });
});
