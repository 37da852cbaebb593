import { ListUsersCommand } from '@aws-sdk/client-iam';
import { ListRootsCommand } from '@aws-sdk/client-organizations';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { clientsOfRole, failureOf } from '../../test/support/sandbox/clients.ts';
import {
  HUB,
  MANAGEMENT,
  MEMBER,
  OTHER,
  smallSandbox,
} from '../../test/support/sandbox/small-organization.ts';
import { AWS_LIKE_RATES, createThrottle } from './throttle.ts';

describe('the token bucket', () => {
  test('starts full, empties, and fills with simulated time', () => {
    const throttle = createThrottle({ iam: { perSecond: 2, burst: 3 } });
    const admit = (now: number) => throttle.admit(MEMBER, 'iam', now);
    expect([admit(0), admit(0), admit(0), admit(0)]).toEqual([true, true, true, false]);
    expect([admit(499), admit(500), admit(501)]).toEqual([false, true, false]);
    expect([admit(99_000), admit(99_000), admit(99_000), admit(99_000)]).toEqual([true, true, true, false]);
  });

  test('is one per account and service; without a rate there is no limit', () => {
    const throttle = createThrottle({ iam: { perSecond: 1 } });
    expect(throttle.admit(MEMBER, 'iam', 0)).toBe(true);
    expect(throttle.admit(MEMBER, 'iam', 0)).toBe(false);
    expect(throttle.admit(OTHER, 'iam', 0)).toBe(true);
    for (let i = 0; i < 100; i += 1) expect(throttle.admit(MEMBER, 'sts', 0)).toBe(true);
  });
});

describe('a throttled account', () => {
  test('answers in the manner of each service, and only for itself', async () => {
    const sandbox = smallSandbox();
    const rate = { perSecond: 2, burst: 1 };
    sandbox.limitRate(MEMBER, 'iam', rate);
    sandbox.limitRate(MEMBER, 'secretsmanager', rate);
    sandbox.limitRate(MANAGEMENT, 'organizations', rate);
    const member = clientsOfRole(sandbox, { accountId: MEMBER, roleName: 'admin' });
    const other = clientsOfRole(sandbox, { accountId: OTHER, roleName: 'admin' });
    const management = clientsOfRole(sandbox, { accountId: MANAGEMENT, roleName: 'admin' });
    const list = () => member.iam.send(new ListUsersCommand({}));
    await list();
    await expect(list()).rejects.toMatchObject({
      name: 'Throttling',
      message: 'Rate exceeded',
      $metadata: { httpStatusCode: 400 },
    });
    expect(await failureOf(other.iam.send(new ListUsersCommand({})))).toBeUndefined();
    sandbox.clock.advance(500);
    expect(await failureOf(list())).toBeUndefined();
    await member.secrets.send(new ListSecretsCommand({}));
    expect(await failureOf(member.secrets.send(new ListSecretsCommand({})))).toBe('ThrottlingException');
    await management.organizations.send(new ListRootsCommand({}));
    expect(await failureOf(management.organizations.send(new ListRootsCommand({})))).toBe(
      'TooManyRequestsException',
    );
    sandbox.limitRate(MEMBER, 'iam', undefined);
    expect([await failureOf(list()), await failureOf(list())]).toEqual([undefined, undefined]);
  });

  test('is the caller’s, when a role of another account is assumed', async () => {
    const sandbox = smallSandbox();
    sandbox.limitRate(HUB, 'sts', { perSecond: 1, burst: 1 });
    const { sts } = clientsOfRole(sandbox, { accountId: HUB, roleName: 'hub' });
    const assume = (accountId: string) => {
      const RoleArn = `arn:aws:iam::${accountId}:role/keyturn/rotator`;
      return failureOf(sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'run' })));
    };
    expect([await assume(MEMBER), await assume(OTHER)]).toEqual([undefined, 'Throttling']);
  });
});

test('rates like those of AWS can be asked for', async () => {
  const sandbox = smallSandbox({ rates: AWS_LIKE_RATES, latencyMs: 0 });
  const { iam } = clientsOfRole(sandbox, { accountId: MEMBER, roleName: 'admin' });
  let refused = 0;
  for (let i = 0; i < 30; i += 1) {
    if ((await failureOf(iam.send(new ListUsersCommand({})))) !== undefined) refused += 1;
  }
  expect(refused).toBe(10);
});
