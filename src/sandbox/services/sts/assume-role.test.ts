import { AssumeRoleCommand, type AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { clientsFor, clientsOfRole, failureOf } from '../../../../test/support/sandbox/clients.ts';
import {
  ALLOW_ALL,
  HUB,
  MANAGEMENT,
  MEMBER,
  START,
  smallSandbox,
  TRUST_HUB,
} from '../../../../test/support/sandbox/small-organization.ts';
import type { PolicySource } from '../../policy/policy-source.ts';
import type { Sandbox } from '../../sandbox.ts';

const ROTATOR = `arn:aws:iam::${MEMBER}:role/keyturn/rotator`;

function assume(
  sandbox: Sandbox,
  more: Partial<AssumeRoleCommandInput> = {},
  from = 'hub',
): Promise<unknown> {
  const { sts } = clientsOfRole(sandbox, { accountId: HUB, roleName: from });
  return sts.send(new AssumeRoleCommand({ RoleArn: ROTATOR, RoleSessionName: 'run-1', ...more }));
}

function trust(statement: Readonly<Record<string, unknown>>): PolicySource {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement }] };
}

describe('trust', () => {
  test('lets in the role that it names, and no other of that account', async () => {
    const sandbox = smallSandbox();
    expect(await failureOf(assume(sandbox))).toBeUndefined();
    expect(await failureOf(assume(sandbox, {}, 'admin'))).toBe('AccessDenied');
    expect(sandbox.calls.at(-1)).toMatchObject({
      accountId: MEMBER,
      errorCode: 'AccessDenied',
      reason: 'not allowed by resource-based policy',
    });
  });

  test('across accounts needs the caller’s own permission too', async () => {
    const sandbox = smallSandbox();
    const ref = { accountId: HUB, roleName: 'hub' };
    sandbox.world.iam.setRolePolicies(ref, []);
    expect(await failureOf(assume(sandbox))).toBe('AccessDenied');
    expect(sandbox.calls.at(-1)?.reason).toBe('not allowed by identity-based policy');
  });

  test('may ask for an external id and a session name', async () => {
    const sandbox = smallSandbox();
    const Condition = {
      StringEquals: { 'sts:ExternalId': 'known' },
      StringLike: { 'sts:RoleSessionName': 'keyturn-*' },
    };
    const ref = { accountId: MEMBER, roleName: 'rotator' };
    sandbox.world.iam.setTrust(ref, trust({ Principal: { AWS: HUB }, Condition }));
    const named = { RoleSessionName: 'keyturn-1' };
    expect(await failureOf(assume(sandbox, { ...named, ExternalId: 'known' }))).toBeUndefined();
    expect(await failureOf(assume(sandbox, { ...named, ExternalId: 'guess' }))).toBe('AccessDenied');
    expect(await failureOf(assume(sandbox, named))).toBe('AccessDenied');
    expect(await failureOf(assume(sandbox, { ExternalId: 'known' }))).toBe('AccessDenied');
  });

  test('of a role that was made again is broken, while a condition on its ARN is not', async () => {
    const sandbox = smallSandbox();
    const hub = { accountId: HUB, roleName: 'hub' };
    const rotator = { accountId: MEMBER, roleName: 'rotator' };
    const again = () => {
      sandbox.world.iam.deleteRole(hub);
      sandbox.world.iam.addRole(HUB, {
        name: 'hub',
        path: '/keyturn/',
        trust: TRUST_HUB,
        policies: [ALLOW_ALL],
      });
    };
    again();
    expect(await failureOf(assume(sandbox))).toBeUndefined();
    sandbox.world.iam.setTrust(
      rotator,
      trust({ Principal: { AWS: `arn:aws:iam::${HUB}:role/keyturn/hub` } }),
    );
    expect(await failureOf(assume(sandbox))).toBeUndefined();
    again();
    expect(await failureOf(assume(sandbox))).toBe('AccessDenied');
  });
});

describe('what cannot be entered', () => {
  test('a role that is not there, a wrong path, an account that is not active', async () => {
    const sandbox = smallSandbox();
    expect(await failureOf(assume(sandbox, { RoleArn: `arn:aws:iam::${MEMBER}:role/none` }))).toBe(
      'AccessDenied',
    );
    expect(await failureOf(assume(sandbox, { RoleArn: `arn:aws:iam::${MEMBER}:role/rotator` }))).toBe(
      'AccessDenied',
    );
    expect(await failureOf(assume(sandbox, { RoleArn: 'arn:aws:iam::999999999999:role/a' }))).toBe(
      'AccessDenied',
    );
    for (const state of ['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'PENDING_ACTIVATION'] as const) {
      sandbox.world.organization.setState(MEMBER, state);
      expect(await failureOf(assume(sandbox))).toBe('AccessDenied');
    }
    sandbox.world.organization.setState(MEMBER, 'ACTIVE');
    expect(await failureOf(assume(sandbox))).toBeUndefined();
  });
});

describe('parameters', () => {
  test.each<[string, Partial<AssumeRoleCommandInput>, string | undefined]>([
    ['899 seconds', { DurationSeconds: 899 }, 'ValidationError'],
    ['900 seconds', { DurationSeconds: 900 }, undefined],
    ['more than the role allows', { DurationSeconds: 3601 }, 'ValidationError'],
    ['a session name with a space', { RoleSessionName: 'two words' }, 'ValidationError'],
    ['a session name of one character', { RoleSessionName: 'x' }, 'ValidationError'],
    ['a session name of 65 characters', { RoleSessionName: 'x'.repeat(65) }, 'ValidationError'],
    ['a policy that is no JSON', { Policy: '{' }, 'MalformedPolicyDocumentException'],
    [
      'a policy without resources',
      { Policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*"}]}' },
      'MalformedPolicyDocumentException',
    ],
    [
      'a policy of 2,049 characters',
      { Policy: JSON.stringify(ALLOW_ALL).padEnd(2049) },
      'PackedPolicyTooLargeException',
    ],
    ['a policy of 2,048 characters', { Policy: JSON.stringify(ALLOW_ALL).padEnd(2048) }, undefined],
    ['session tags, which are not simulated', { Tags: [{ Key: 'a', Value: 'b' }] }, 'ValidationError'],
  ])('%s', async (_name, input, failure) => {
    expect(await failureOf(assume(smallSandbox(), input))).toBe(failure);
  });

  test('role chaining is limited to an hour even where the role allows more', async () => {
    const sandbox = smallSandbox();
    sandbox.world.iam.addRole(MEMBER, {
      name: 'long',
      trust: trust({ Principal: { AWS: [HUB, MANAGEMENT] } }),
      maxSessionSeconds: 43_200,
    });
    sandbox.world.iam.addUser(HUB, { name: 'operator', inlinePolicies: { all: ALLOW_ALL }, keys: [{}] });
    const long = { RoleArn: `arn:aws:iam::${MEMBER}:role/long`, DurationSeconds: 7200 };
    expect(await failureOf(assume(sandbox, long))).toBe('ValidationError');
    const operator = sandbox.world.credentials.forUser({ accountId: HUB, userName: 'operator' });
    const { sts } = clientsFor(sandbox, operator);
    const session = await sts.send(new AssumeRoleCommand({ ...long, RoleSessionName: 'op' }));
    expect(session.Credentials?.Expiration?.getTime()).toBe(START + 7_200_000);
  });
});
