import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { resolve } from '../../src/app/resolve.ts';
import { undo } from '../../src/app/undo.ts';
import { createClients } from '../../src/aws/clients.ts';
import type { ReportedDecision, RunReport } from '../../src/domain/report.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import { type Duration, hours, SECOND } from '../../src/domain/time.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { day, HUB_ACCOUNT, member, memoryLedger, partsOf, run, sandboxWith, use } from '../support/world.ts';

const ACCOUNT = '111111111111';
const REF = { accountId: ACCOUNT, userName: 'app' };
const SECRET = { accountId: ACCOUNT, name: `Account_${ACCOUNT}_User_app_AccessKey`, region: 'eu-west-1' };
const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };

/** A world with one user whose key is 90 days old and in use. */
function worldOf(more: Parameters<typeof member>[2] = {}): {
  readonly sandbox: Sandbox;
  readonly ledger: Ledger;
} {
  const sandbox = sandboxWith([
    member(ACCOUNT, [{ name: 'app', keys: [{ createdAt: day(-90), lastUsed }] }], more),
  ]);
  return { sandbox, ledger: memoryLedger() };
}

async function runOn(
  world: ReturnType<typeof worldOf>,
  days: number | readonly number[],
  settings?: Settings,
): Promise<RunReport> {
  let last: RunReport | undefined;
  for (const today of typeof days === 'number' ? [days] : days) {
    world.sandbox.clock.set(day(today));
    last = await run(world.sandbox, {
      ledger: world.ledger,
      processId: `d${today}`,
      ...(settings === undefined ? {} : { settings }),
    });
  }
  if (last === undefined) throw new Error('no day');
  return last;
}

const gatesOf = (decisions: readonly ReportedDecision[]): readonly string[] =>
  decisions.flatMap((decision) => decision.objections ?? []).map((objection) => objection.gate);
const statuses = (sandbox: Sandbox): readonly string[] =>
  sandbox.world.iam.keys(REF).map((key) => key.status);
/** Runs that bring the world to the day before the old key may be deactivated. */
const UP_TO_GRACE = [0, 4, 8, 10];

describe('people acting by hand in between', () => {
  it('a secret deleted during the grace keeps the old key alive', async () => {
    const world = worldOf();
    await runOn(world, UP_TO_GRACE);
    world.sandbox.world.secrets.remove(SECRET);
    const report = await runOn(world, [11, 12]);
    expect(gatesOf(report.decisions)).toEqual(['replacement']);
    expect(statuses(world.sandbox)).toEqual(['Active', 'Active']);
  });

  it('a secret overwritten by somebody keeps the old key alive', async () => {
    const world = worldOf();
    await runOn(world, UP_TO_GRACE);
    world.sandbox.world.secrets.putValue(SECRET, 'something else');
    expect(gatesOf((await runOn(world, 11)).decisions)).toEqual(['replacement']);
  });

  it('a secret that is pending deletion is restored for the next rotation', async () => {
    const world = worldOf({
      secrets: [
        { name: SECRET.name, region: 'eu-west-1', value: 'old', tags: { 'keyturn:ledger': 'ledger-test' } },
      ],
    });
    world.sandbox.world.secrets.remove(SECRET);
    const report = await runOn(world, 0);
    expect(report.decisions[0]?.outcome).toEqual({ status: 'done' });
    expect(world.sandbox.world.secrets.value(SECRET)).toContain('AccessKeyId');
  });

  it('a secret that Keyturn did not make is held, and adopted once the operator says so', async () => {
    const world = worldOf({ secrets: [{ name: SECRET.name, region: 'eu-west-1', value: 'somebody' }] });
    expect(gatesOf((await runOn(world, 0)).decisions)).toEqual(['secret-not-ours']);
    expect(world.sandbox.world.secrets.value(SECRET)).toBe('somebody');
    expect(statuses(world.sandbox)).toEqual(['Active']);
    const adopting = { ...DEFAULT_SETTINGS, delivery: { ...DEFAULT_SETTINGS.delivery, adoptExisting: true } };
    expect((await runOn(world, 1, adopting)).decisions[0]?.outcome).toEqual({ status: 'done' });
    expect(world.sandbox.world.secrets.value(SECRET)).toContain('SecretAccessKey');
  });

  it('a hold that only execution finds ages, tells, and escalates like any other', async () => {
    const world = worldOf({ secrets: [{ name: SECRET.name, region: 'eu-west-1', value: 'somebody' }] });
    const first = await runOn(world, 0);
    const since = first.decisions[0]?.heldSince;
    expect(since).toBeDefined();
    expect(first.decisions[0]?.escalated).toBeUndefined();
    const later = await runOn(world, [1, 4, 8]);
    expect(later.decisions[0]).toMatchObject({ heldSince: since, escalated: true });
    const [user] = await world.ledger.findUsers({ user: 'app' });
    expect(user?.notices.map((notice) => notice.kind)).toEqual(['held', 'held']);
    world.sandbox.world.secrets.setTags(SECRET, { 'keyturn:ledger': 'ledger-test' });
    expect((await runOn(world, 9)).decisions[0]?.outcome).toEqual({ status: 'done' });
    await runOn(world, 10);
    expect((await world.ledger.findUsers({ user: 'app' }))[0]?.held).toEqual([]);
  });

  it('an announcement that nobody received is repeated for new dates, and the first that is received counts', async () => {
    const world = worldOf();
    const deaf = { notifiers: [] };
    const days = async (list: readonly number[], parts: object) => {
      for (const today of list) {
        world.sandbox.clock.set(day(today));
        await run(world.sandbox, { ledger: world.ledger, processId: `d${today}`, parts });
      }
    };
    await days([0, 4, 8, 10, 11, 12, 20, 30], deaf);
    expect(statuses(world.sandbox)).toEqual(['Active', 'Active']);
    expect(gatesOf((await run(world.sandbox, { ledger: world.ledger, enforce: false })).decisions)).toEqual([
      'notice',
    ]);
    // Six days of notice begin with the first acceptance.
    await days([31, 33, 36], {});
    expect(statuses(world.sandbox)).toEqual(['Active', 'Active']);
    await days([38, 39], {});
    expect(statuses(world.sandbox)).toEqual(['Inactive', 'Active']);
  });

  it('a key reactivated by a person is held until somebody releases it', async () => {
    const world = worldOf();
    await runOn(world, [...UP_TO_GRACE, 11]);
    const [old] = world.sandbox.world.iam.keys(REF);
    expect(old?.status).toBe('Inactive');
    world.sandbox.clock.set(day(12));
    world.sandbox.world.iam.setKeyStatus(old?.id ?? '', 'Active');
    const report = await runOn(world, [13, 20, 30, 40]);
    expect(gatesOf(report.decisions)).toContain('standing-hold');
    expect(statuses(world.sandbox)).toEqual(['Active', 'Active']);
    const parts = partsOf(world.sandbox, { ledger: world.ledger });
    await resolve(parts, { user: 'app', order: { kind: 'release' }, by: 'ops', reason: 'moved' });
    expect((await runOn(world, 41)).decisions.map((decision) => decision.action)).toContain('warn');
    await runOn(world, [45, 47, 48, 49]);
    expect(statuses(world.sandbox)).toEqual(['Inactive', 'Active']);
  });

  it('an undo brings the key back, holds it, and after its end the owner is warned again', async () => {
    const world = worldOf();
    await runOn(world, [...UP_TO_GRACE, 11]);
    world.sandbox.clock.set(day(20));
    const [old] = world.sandbox.world.iam.keys(REF);
    const { hold } = await undo(partsOf(world.sandbox, { ledger: world.ledger, processId: 'undo' }), {
      user: 'app',
      length: hours(72) as Duration,
    });
    expect(hold.until).toBeGreaterThan(day(22.9));
    world.sandbox.clock.advance(10_000);
    expect(use(world.sandbox, old?.id ?? '')).toBe(true);
    await runOn(world, [21, 22]);
    expect(statuses(world.sandbox)).toEqual(['Active', 'Active']);
    const warned = await runOn(world, 24);
    expect(warned.decisions.map((decision) => decision.action)).toContain('warn');
    // It was used during the undo, so it gets its extension: fourteen days from the first run after the hold.
    await runOn(world, [25, 29, 31, 33, 35, 37]);
    expect(statuses(world.sandbox)).toEqual(['Active', 'Active']);
    await runOn(world, [38, 39]);
    expect(statuses(world.sandbox)).toEqual(['Inactive', 'Active']);
  });

  it('an undo wins over a deletion that is due, also when its own reactivation fails', async () => {
    const world = worldOf();
    await runOn(world, [...UP_TO_GRACE, 11, 15, 19, 20]);
    world.sandbox.clock.set(day(21));
    const clear = world.sandbox.faults.on((call) =>
      call.operation === 'UpdateAccessKey'
        ? { kind: 'error', status: 403, code: 'AccessDenied', message: 'no' }
        : undefined,
    );
    await expect(
      undo(partsOf(world.sandbox, { ledger: world.ledger, processId: 'undo' }), { user: 'app' }),
    ).rejects.toMatchObject({ code: 'AWS_CALL_FAILED' });
    clear();
    const report = await runOn(world, [22, 40]);
    expect(gatesOf(report.decisions)).toContain('standing-hold');
    expect(statuses(world.sandbox)).toEqual(['Inactive', 'Active']);
  });

  it('an exemption given in the middle of a rotation stops it', async () => {
    const world = worldOf({ groups: [{ name: 'IAMKeyRotationExemptionGroup' }] });
    await runOn(world, UP_TO_GRACE);
    world.sandbox.world.iam.addToGroup(REF, 'IAMKeyRotationExemptionGroup');
    const report = await runOn(world, [11, 20]);
    expect(report.decisions.map((decision) => decision.reason)).toEqual(expect.arrayContaining(['EXEMPT']));
    expect(statuses(world.sandbox)).toEqual(['Active', 'Active']);
  });

  it('a user made again under the same name inherits neither history nor secret', async () => {
    const world = worldOf();
    await runOn(world, 0);
    world.sandbox.world.iam.deleteUser(REF);
    world.sandbox.world.iam.addUser(ACCOUNT, { name: 'app', keys: [{ createdAt: day(1) }] });
    const [key] = world.sandbox.world.iam.keys(REF);
    world.sandbox.clock.set(day(2));
    await expect(
      readSecretAs(world.sandbox, world.sandbox.world.credentials.forKey(key?.id ?? '')),
    ).rejects.toThrow(/AccessDenied|not authorized/);
    const report = await runOn(world, 2);
    expect(report.decisions.map((decision) => [decision.action, decision.reason])).toEqual([
      ['none', 'KEY_WITHIN_LIMITS'],
    ]);
  });
});

describe('who may read a secret', () => {
  it('its owner and the readers; not the rotator, and not an administrator of the account', async () => {
    const readerTrust = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'sts:AssumeRole' },
      ],
    };
    const everything = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    };
    const world = worldOf();
    for (const name of ['Admin', 'Helpdesk']) {
      world.sandbox.world.iam.addRole(ACCOUNT, {
        name,
        trust: readerTrust,
        policies: name === 'Admin' ? [everything] : [],
      });
    }
    const delivery = { ...DEFAULT_SETTINGS.delivery, readers: [`arn:aws:iam::${ACCOUNT}:role/Helpdesk`] };
    await runOn(world, 0, { ...DEFAULT_SETTINGS, delivery });
    // Until all of Secrets Manager knows the new version.
    world.sandbox.clock.advance(3 * SECOND);
    const [old] = world.sandbox.world.iam.keys(REF);
    const as = (roleName: string) =>
      readSecretAs(world.sandbox, world.sandbox.world.credentials.forRole({ accountId: ACCOUNT, roleName }));
    await expect(
      readSecretAs(world.sandbox, world.sandbox.world.credentials.forKey(old?.id ?? '')),
    ).resolves.toContain('SecretAccessKey');
    await expect(as('Helpdesk')).resolves.toContain('SecretAccessKey');
    await expect(as('Admin')).rejects.toThrow(/not authorized/);
    await expect(as('KeyturnRotate')).rejects.toThrow(/not authorized/);
  });
});

describe('the session of a saga', () => {
  const scopeOf = (sandbox: Sandbox, until: number) => {
    const account = { id: ACCOUNT, name: 'a', email: '', state: 'ACTIVE', organizationalUnits: [] };
    const userArn = `arn:aws:iam::${ACCOUNT}:user/app`;
    const parts = partsOf(sandbox, { ledger: memoryLedger() });
    const scope = { account, userName: 'app', userArn, secretName: SECRET.name, until, sessionId: 'saga' };
    return { parts, scope: scope as unknown as Parameters<typeof parts.cloud.openUser>[0] };
  };

  it('cannot touch another user', async () => {
    const { sandbox } = worldOf();
    sandbox.world.iam.addUser(ACCOUNT, { name: 'other' });
    const { parts, scope } = scopeOf(sandbox, day(1));
    const session = await parts.cloud.openUser({ ...scope, userName: 'other' });
    await expect(session.createAccessKey(async () => undefined)).rejects.toMatchObject({
      kind: 'denied',
      certainty: 'refused',
    });
  });

  it('ends with its lease, whatever the worker still believes', async () => {
    const { sandbox } = worldOf();
    const { parts, scope } = scopeOf(sandbox, day(0) + 60_000);
    const session = await parts.cloud.openUser(scope);
    await expect(session.listAccessKeys()).resolves.toHaveLength(1);
    sandbox.clock.advance(61_000);
    await expect(session.createAccessKey(async () => undefined)).rejects.toMatchObject({
      kind: 'denied',
      certainty: 'refused',
    });
  });
});

describe('gates that concern all users', () => {
  const killed = (killSwitch: Settings['safety']['killSwitch']): Settings => ({
    ...DEFAULT_SETTINGS,
    safety: { ...DEFAULT_SETTINGS.safety, killSwitch },
  });
  const parameter = {
    accountId: HUB_ACCOUNT,
    definition: { name: '/keyturn/stop', region: 'eu-west-1', value: 'off' },
  };

  it.each([
    ['engaged by the configuration', { engaged: true }, undefined, 'KILL_SWITCH_ENGAGED'],
    ['engaged by the parameter', { engaged: false, parameter: '/keyturn/stop' }, 'ON', 'KILL_SWITCH_ENGAGED'],
    ['unreadable', { engaged: false, parameter: '/keyturn/stop' }, undefined, 'KILL_SWITCH_UNREADABLE'],
  ] as const)(
    'a kill switch that is %s stops every change, loudly',
    async (_name, killSwitch, value, code) => {
      const world = worldOf();
      if (value !== undefined)
        world.sandbox.world.parameters.put(parameter.accountId, { ...parameter.definition, value });
      const report = await runOn(world, 0, killed(killSwitch));
      expect(report).toMatchObject({ exitCode: 2, stopped: { code } });
      expect(statuses(world.sandbox)).toEqual(['Active']);
      expect(world.sandbox.calls.filter((call) => call.mutation)).toEqual([]);
    },
  );

  it('a kill switch that is off lets a run go on', async () => {
    const world = worldOf();
    world.sandbox.world.parameters.put(parameter.accountId, parameter.definition);
    const report = await runOn(world, 0, killed({ engaged: false, parameter: '/keyturn/stop' }));
    expect(report.exitCode).toBe(0);
    expect(statuses(world.sandbox)).toEqual(['Active', 'Active']);
  });

  it('a kill switch pulled in the middle of a run stops the next saga', async () => {
    const users = ['a', 'b', 'c'].map((name) => ({ name, keys: [{ createdAt: day(-95), lastUsed }] }));
    const world = { sandbox: sandboxWith([member(ACCOUNT, users)]), ledger: memoryLedger() };
    world.sandbox.world.parameters.put(parameter.accountId, parameter.definition);
    world.sandbox.faults.on((call) => {
      if (call.operation === 'CreateAccessKey')
        world.sandbox.world.parameters.put(parameter.accountId, { ...parameter.definition, value: 'stop' });
      return undefined;
    });
    const report = await runOn(world, 0, killed({ engaged: false, parameter: '/keyturn/stop' }));
    const done = report.decisions.filter((decision) => decision.outcome?.status === 'done').length;
    expect(done).toBeGreaterThanOrEqual(1);
    expect(gatesOf(report.decisions).filter((gate) => gate === 'kill-switch').length + done).toBe(3);
  });

  it('a budget is kept, and what it stops is visible', async () => {
    const users = ['a', 'b', 'c'].map((name) => ({ name, keys: [{ createdAt: day(-95), lastUsed }] }));
    const world = { sandbox: sandboxWith([member(ACCOUNT, users)]), ledger: memoryLedger() };
    const settings = { ...DEFAULT_SETTINGS, safety: { ...DEFAULT_SETTINGS.safety, maxChangesPerRun: 2 } };
    const report = await runOn(world, 0, settings);
    expect(report.decisions.filter((decision) => decision.outcome?.status === 'done')).toHaveLength(2);
    expect(gatesOf(report.decisions)).toEqual(['budget']);
    expect(report.exitCode).toBe(0);
  });
});

async function readSecretAs(
  sandbox: Sandbox,
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string },
): Promise<string> {
  const { secretsManager } = createClients({
    region: 'eu-west-1',
    credentials,
    requestHandler: sandbox.requestHandler('reader'),
  });
  const [secret] = sandbox.world.secrets.list(ACCOUNT);
  const answer = await secretsManager.send(new GetSecretValueCommand({ SecretId: secret?.arn }));
  return answer.SecretString ?? '';
}
