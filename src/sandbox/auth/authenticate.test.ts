import { ListUsersCommand } from '@aws-sdk/client-iam';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { type Clients, clientsFor, failureOf } from '../../../test/support/sandbox/clients.ts';
import { signedRequest } from '../../../test/support/sandbox/signed-request.ts';
import { HUB, MEMBER, smallSandbox } from '../../../test/support/sandbox/small-organization.ts';

const identity = ({ sts }: Clients) => sts.send(new GetCallerIdentityCommand({}));
const BODY = 'Action=GetCallerIdentity&Version=2011-06-15';

function withAlice() {
  const sandbox = smallSandbox();
  const key = sandbox.world.iam.addKey({ accountId: MEMBER, userName: 'alice' });
  return { sandbox, key, credentials: sandbox.world.credentials.forKey(key.id) };
}

describe('long-term keys', () => {
  test('a genuine signature tells who asks', async () => {
    const { sandbox, credentials } = withAlice();
    const answer = await identity(clientsFor(sandbox, credentials));
    expect(answer.Account).toBe(MEMBER);
    expect(answer.Arn).toBe(`arn:aws:iam::${MEMBER}:user/team/alice`);
    expect(answer.UserId).toMatch(/^AIDA[A-Z0-9]{17}$/);
  });

  test('a wrong secret is refused in the manner of each protocol', async () => {
    const { sandbox, credentials, key } = withAlice();
    const wrong = clientsFor(sandbox, { ...credentials, secretAccessKey: 'x'.repeat(40) });
    expect(await failureOf(identity(wrong))).toBe('SignatureDoesNotMatch');
    const describe = wrong.secrets.send(new DescribeSecretCommand({ SecretId: 'a' }));
    expect(await failureOf(describe)).toBe('InvalidSignatureException');
    const denied = sandbox.world.events.filter((event) => event.type === 'KeyUseDenied');
    expect(denied.map((event) => event.accessKeyId)).toEqual([key.id, key.id]);
  });

  test('an unknown key is refused in the manner of each protocol', async () => {
    const { sandbox } = withAlice();
    const unknown = clientsFor(sandbox, { accessKeyId: 'AKIAUNKNOWNUNKNOWNAA', secretAccessKey: 'x' });
    expect(await failureOf(identity(unknown))).toBe('InvalidClientTokenId');
    expect(await failureOf(unknown.organizations.send(new ListAccountsCommand({})))).toBe(
      'UnrecognizedClientException',
    );
  });

  test('an inactive key and a key of unknown status are refused', async () => {
    const { sandbox } = withAlice();
    const ref = { accountId: MEMBER, userName: 'bob' };
    for (const status of ['Inactive', 'Expired']) {
      const key = sandbox.world.iam.addKey(ref, { status });
      const clients = clientsFor(sandbox, sandbox.world.credentials.forKey(key.id));
      expect(await failureOf(identity(clients))).toBe('InvalidClientTokenId');
    }
  });

  test('the key of a user who was deleted and made again does not come back', async () => {
    const { sandbox, credentials } = withAlice();
    sandbox.world.iam.deleteUser({ accountId: MEMBER, userName: 'alice' });
    sandbox.world.iam.addUser(MEMBER, { name: 'alice', path: '/team/' });
    expect(await failureOf(identity(clientsFor(sandbox, credentials)))).toBe('InvalidClientTokenId');
  });
});

describe('sessions', () => {
  function withSession() {
    const sandbox = smallSandbox();
    const ref = { accountId: HUB, roleName: 'hub', sessionName: 'run-9' };
    return { sandbox, ref, credentials: sandbox.world.credentials.forRole(ref) };
  }

  test('need their token, and the right one', async () => {
    const { sandbox, credentials } = withSession();
    const { accessKeyId, secretAccessKey } = credentials;
    const bare = clientsFor(sandbox, { accessKeyId, secretAccessKey });
    const forged = clientsFor(sandbox, { ...credentials, sessionToken: 'forged' });
    expect(await failureOf(identity(bare))).toBe('InvalidClientTokenId');
    expect(await failureOf(identity(forged))).toBe('InvalidClientTokenId');
    const answer = await identity(clientsFor(sandbox, credentials));
    expect(answer.UserId).toMatch(/^AROA[A-Z0-9]{17}:run-9$/);
  });

  test('expire by the simulated clock', async () => {
    const { sandbox, credentials } = withSession();
    const clients = clientsFor(sandbox, credentials);
    sandbox.clock.advance(3_599_000);
    expect(await failureOf(identity(clients))).toBeUndefined();
    sandbox.clock.advance(1000);
    expect(await failureOf(identity(clients))).toBe('ExpiredToken');
    expect(await failureOf(clients.organizations.send(new ListAccountsCommand({})))).toBe(
      'ExpiredTokenException',
    );
  });

  test('end with their role', async () => {
    const { sandbox, ref, credentials } = withSession();
    sandbox.world.iam.deleteRole(ref);
    expect(await failureOf(identity(clientsFor(sandbox, credentials)))).toBe('InvalidClientTokenId');
  });
});

describe('signatures made by hand', () => {
  test('agree with those of the SDK', async () => {
    const { sandbox, credentials } = withAlice();
    const request = signedRequest({ credentials, service: 'sts', body: BODY, date: '20260115T120000Z' });
    const response = await sandbox.handle(request);
    expect(response.status).toBe(200);
    expect(response.body).toContain(`<Account>${MEMBER}</Account>`);
    expect(response.headers.date).toBe('Thu, 15 Jan 2026 12:00:00 GMT');
    expect(response.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('do not survive a changed body, header or date', async () => {
    const { sandbox, credentials } = withAlice();
    const request = signedRequest({ credentials, service: 'sts', body: BODY, date: '20260115T120000Z' });
    const changed = [
      { ...request, body: `${BODY}&More=1` },
      { ...request, headers: { ...request.headers, Host: 'elsewhere.example' } },
      { ...request, headers: { ...request.headers, 'X-Amz-Date': '20260116T120000Z' } },
      { ...request, method: 'GET' },
    ];
    for (const one of changed) {
      const response = await sandbox.handle(one);
      expect(response.status).toBe(403);
      expect(response.body).toContain('<Code>SignatureDoesNotMatch</Code>');
    }
  });

  test.each([
    ['sts', BODY, '20260115T114500Z', '20260115T114459Z'],
    ['sts', BODY, '20260115T121500Z', '20260115T121501Z'],
    ['secretsmanager', '{}', '20260115T115500Z', '20260115T115459Z'],
    ['secretsmanager', '{}', '20260115T120500Z', '20260115T120501Z'],
  ] as const)('age: %s with %s takes one of %s and not of %s', async (service, body, near, far) => {
    const sandbox = smallSandbox({ latencyMs: 0 });
    const credentials = sandbox.world.credentials.forRole({ accountId: HUB, roleName: 'hub' });
    const headers = { 'x-amz-target': 'secretsmanager.ListSecrets' };
    const send = (date: string) =>
      sandbox.handle(signedRequest({ credentials, service, body, date, headers }));
    expect((await send(near)).status).toBe(200);
    const refused = await send(far);
    expect(refused.status).toBe(service === 'sts' ? 403 : 400);
    expect(refused.body).toMatch(/Signature (expired|not yet current): /);
    expect(refused.body).toContain(service === 'sts' ? 'SignatureDoesNotMatch' : 'InvalidSignatureException');
  });

  test('may agree with a second clock, which SDK clients sign by until they are told the time', async () => {
    const sandbox = smallSandbox({ signingClock: { now: () => Date.UTC(2030, 0, 1) } });
    const credentials = sandbox.world.credentials.forRole({ accountId: HUB, roleName: 'hub' });
    const send = (date: string) =>
      sandbox.handle(signedRequest({ credentials, service: 'sts', body: BODY, date }));
    expect((await send('20300101T000000Z')).status).toBe(200);
    expect((await send('20260115T120000Z')).status).toBe(200);
    expect((await send('20280101T000000Z')).status).toBe(403);
  });

  test('are wanted at all', async () => {
    const { sandbox, credentials } = withAlice();
    const { Authorization: _, ...headers } = signedRequest({
      credentials,
      service: 'iam',
      body: 'Action=ListUsers',
      date: '20260115T120000Z',
    }).headers;
    const bare = { method: 'POST', hostname: 'iam.amazonaws.com', path: '/', body: 'Action=ListUsers' };
    const missing = await sandbox.handle({ ...bare, headers });
    expect([missing.status, missing.body]).toEqual([
      403,
      expect.stringContaining('MissingAuthenticationToken'),
    ]);
    const odd = await sandbox.handle({ ...bare, headers: { ...headers, Authorization: 'Basic abc' } });
    expect([odd.status, odd.body]).toEqual([400, expect.stringContaining('IncompleteSignature')]);
  });
});

test('authorization comes after authentication and can be switched off', async () => {
  const on = smallSandbox();
  const off = smallSandbox({ requireAuthorization: false });
  for (const [sandbox, outcome] of [
    [on, 'AccessDenied'],
    [off, undefined],
  ] as const) {
    const key = sandbox.world.iam.addKey({ accountId: MEMBER, userName: 'bob' });
    const { iam } = clientsFor(sandbox, sandbox.world.credentials.forKey(key.id));
    expect(await failureOf(iam.send(new ListUsersCommand({})))).toBe(outcome);
  }
});
