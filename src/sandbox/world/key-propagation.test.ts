import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  type IAMClient,
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { clientsFor, clientsOfRole, failureOf } from '../../../test/support/sandbox/clients.ts';
import { MEMBER, smallSandbox } from '../../../test/support/sandbox/small-organization.ts';
import type { Sandbox } from '../sandbox.ts';
import type { SandboxCredentials } from './world.ts';

const UserName = 'alice';
const ALICE = { accountId: MEMBER, userName: UserName };

function start(): { sandbox: Sandbox; iam: IAMClient } {
  const sandbox = smallSandbox({ latencyMs: 1 });
  return { sandbox, iam: clientsOfRole(sandbox, { accountId: MEMBER, roleName: 'admin' }).iam };
}

/** Asks as the key again and again without time passing beyond a few milliseconds. */
async function proves(sandbox: Sandbox, credentials: SandboxCredentials, times = 20): Promise<number> {
  const { sts } = clientsFor(sandbox, credentials);
  let successes = 0;
  for (let i = 0; i < times; i += 1) {
    const failure = await failureOf(sts.send(new GetCallerIdentityCommand({})));
    if (failure === undefined) successes += 1;
    else expect(failure).toBe('InvalidClientTokenId');
  }
  return successes;
}

describe('a new key', () => {
  test('is refused at first, then unreliable, then good', async () => {
    const { sandbox, iam } = start();
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    const credentials = sandbox.world.credentials.forKey(AccessKey?.AccessKeyId ?? '');
    expect(credentials.secretAccessKey).toBe(AccessKey?.SecretAccessKey);
    expect(await proves(sandbox, credentials)).toBe(0);
    sandbox.clock.advance(4000);
    const unreliable = await proves(sandbox, credentials, 40);
    expect(unreliable).toBeGreaterThan(0);
    expect(unreliable).toBeLessThan(40);
    sandbox.clock.advance(4000);
    expect(await proves(sandbox, credentials)).toBe(20);
  });

  test('may be missing from listings for two seconds, then never', async () => {
    const { sandbox, iam } = start();
    await iam.send(new CreateAccessKeyCommand({ UserName }));
    const counts = new Set<number>();
    for (let i = 0; i < 30; i += 1) {
      const listed = await iam.send(new ListAccessKeysCommand({ UserName }));
      counts.add(listed.AccessKeyMetadata?.length ?? -1);
    }
    expect(counts).toEqual(new Set([0, 1]));
    sandbox.clock.advance(2000);
    for (let i = 0; i < 30; i += 1) {
      const listed = await iam.send(new ListAccessKeysCommand({ UserName }));
      expect(listed.AccessKeyMetadata).toHaveLength(1);
    }
  });

  test('put there by hand works at once', async () => {
    const { sandbox } = start();
    const key = sandbox.world.iam.addKey(ALICE);
    expect(await proves(sandbox, sandbox.world.credentials.forKey(key.id))).toBe(20);
  });
});

describe('a change', () => {
  test('of status reaches authentication and listings late', async () => {
    const { sandbox, iam } = start();
    const key = sandbox.world.iam.addKey(ALICE);
    const credentials = sandbox.world.credentials.forKey(key.id);
    const change = { UserName, AccessKeyId: key.id, Status: 'Inactive' } as const;
    await iam.send(new UpdateAccessKeyCommand(change));
    expect(await proves(sandbox, credentials)).toBe(20);
    const statuses = new Set<string>();
    for (let i = 0; i < 30; i += 1) {
      const listed = await iam.send(new ListAccessKeysCommand({ UserName }));
      statuses.add(listed.AccessKeyMetadata?.[0]?.Status ?? 'none');
    }
    expect(statuses).toEqual(new Set(['Active', 'Inactive']));
    sandbox.clock.advance(4000);
    expect(await proves(sandbox, credentials)).toBe(0);
  });

  test('to deleted reaches them late as well', async () => {
    const { sandbox, iam } = start();
    const key = sandbox.world.iam.addKey(ALICE);
    const credentials = sandbox.world.credentials.forKey(key.id);
    await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: key.id }));
    expect(await proves(sandbox, credentials)).toBe(20);
    sandbox.clock.advance(4000);
    expect(await proves(sandbox, credentials)).toBe(0);
    const listed = await iam.send(new ListAccessKeysCommand({ UserName }));
    expect(listed.AccessKeyMetadata).toEqual([]);
  });
});

describe('a key used by hand', () => {
  test('is checked as a signed request would be', () => {
    const { sandbox } = start();
    const key = sandbox.world.iam.createKey(ALICE);
    const secret = key.secret.reveal();
    const use = { accessKeyId: key.id, secret, service: 's3', region: 'eu-west-1' };
    expect(sandbox.world.useKey(use)).toEqual({ ok: false, code: 'InvalidClientTokenId' });
    sandbox.clock.advance(8000);
    expect(sandbox.world.useKey(use)).toEqual({ ok: true });
    const wrong = sandbox.world.useKey({ ...use, secret: 'no' });
    expect(wrong).toEqual({ ok: false, code: 'SignatureDoesNotMatch' });
    sandbox.world.iam.setKeyStatus(key.id, 'Inactive');
    sandbox.clock.advance(4000);
    expect(sandbox.world.useKey(use)).toEqual({ ok: false, code: 'InvalidClientTokenId' });
    const types = sandbox.world.events.slice(-5).map((event) => event.type);
    expect(types).toEqual(['KeyUseDenied', 'KeyUsed', 'KeyUseDenied', 'UpdateAccessKey', 'KeyUseDenied']);
  });
});
