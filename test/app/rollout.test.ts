import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import { days, HOUR, instant } from '../../src/domain/time.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Sandbox, UserDefinition } from '../../src/sandbox/index.ts';
import { day, member, memoryLedger, run, sandboxWith } from '../support/world.ts';

const FIRST = '111111111111';
const SECOND = '222222222222';
const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };
const APP: UserDefinition = { name: 'app', keys: [{ createdAt: day(-95), lastUsed }] };

function start(app: UserDefinition = APP) {
  return { sandbox: sandboxWith([member(FIRST, [app]), member(SECOND, [app])]), ledger: memoryLedger() };
}

async function runOn(world: { sandbox: Sandbox; ledger: Ledger }, today: number, settings: Settings) {
  world.sandbox.clock.set(day(today));
  return await run(world.sandbox, {
    ledger: world.ledger,
    settings,
    processId: `d${today}`,
    withUnits: false,
  });
}

const keysIn = (sandbox: Sandbox, accountId: string): number =>
  sandbox.world.iam.keys({ accountId, userName: 'app' }).length;

describe('canary', () => {
  const safety = {
    ...DEFAULT_SETTINGS.safety,
    canary: { accounts: [FIRST], organizationalUnits: [], for: days(3) },
  };
  const settings: Settings = { ...DEFAULT_SETTINGS, safety };

  it('goes first; the others follow when its time is over', async () => {
    const world = start();
    const first = await runOn(world, 0, settings);
    expect([keysIn(world.sandbox, FIRST), keysIn(world.sandbox, SECOND)]).toEqual([2, 1]);
    const held = first.decisions.find(({ accountId }) => accountId === SECOND);
    expect(held).toMatchObject({
      action: 'hold',
      held: 'rotate',
      objections: [{ gate: 'canary', state: 'waiting' }],
    });
    await runOn(world, 2, settings);
    expect(keysIn(world.sandbox, SECOND)).toBe(1);
    await runOn(world, 3, settings);
    await runOn(world, 3.2, settings);
    expect(keysIn(world.sandbox, SECOND)).toBe(2);
  });

  it('starts again after a failure in it', async () => {
    const world = start();
    let failing = true;
    world.sandbox.faults.on((call) =>
      failing && call.operation === 'CreateAccessKey'
        ? { kind: 'error', status: 403, code: 'AccessDenied', message: 'no' }
        : undefined,
    );
    await runOn(world, 0, settings);
    failing = false;
    for (const today of [1, 2, 3, 3.9]) await runOn(world, today, settings);
    expect([keysIn(world.sandbox, FIRST), keysIn(world.sandbox, SECOND)]).toEqual([2, 1]);
    await runOn(world, 4.1, settings);
    expect(keysIn(world.sandbox, SECOND)).toBe(2);
  });

  it('that was not scanned lets nobody follow', async () => {
    const world = start();
    const closed: Settings = {
      ...settings,
      scope: { ...settings.scope, accounts: [SECOND] },
    };
    for (const today of [0, 4, 8]) await runOn(world, today, closed);
    expect(keysIn(world.sandbox, SECOND)).toBe(1);
  });

  it('is another one when its accounts change', async () => {
    const world = start();
    for (const today of [0, 1, 2]) await runOn(world, today, settings);
    const other = { ...safety, canary: { accounts: [SECOND], organizationalUnits: [], for: days(3) } };
    const report = await runOn(world, 3.5, { ...DEFAULT_SETTINGS, safety: other });
    expect(keysIn(world.sandbox, SECOND)).toBe(2);
    expect(report.decisions.filter(({ accountId }) => accountId === FIRST)).not.toHaveLength(0);
  });
});

describe('a freeze', () => {
  it('holds what would begin, says until when, and lets it go on afterwards', async () => {
    const world = start();
    const freeze = [
      { from: instant(day(-1)), until: instant(day(2)), reason: 'year end', accounts: [FIRST] },
    ];
    const settings = { ...DEFAULT_SETTINGS, safety: { ...DEFAULT_SETTINGS.safety, freeze } };
    const report = await runOn(world, 0, settings);
    expect([keysIn(world.sandbox, FIRST), keysIn(world.sandbox, SECOND)]).toEqual([1, 2]);
    expect(report.decisions.find(({ accountId }) => accountId === FIRST)).toMatchObject({
      action: 'hold',
      objections: [{ gate: 'freeze', until: day(2), detail: 'year end' }],
    });
    expect(report.exitCode).toBe(0);
    await runOn(world, 2, settings);
    expect(keysIn(world.sandbox, FIRST)).toBe(2);
  });

  it('lets a rotation that began before it come to its end', async () => {
    const world = start();
    world.sandbox.faults.on((call) =>
      call.operation === 'UpdateSecretVersionStage' && call.processId === 'd0'
        ? { kind: 'lost-response' }
        : undefined,
    );
    world.sandbox.faults.on((call) =>
      call.operation === 'DescribeSecret' && call.processId === 'd0' && keysIn(world.sandbox, FIRST) === 2
        ? { kind: 'error', status: 403, code: 'AccessDenied', message: 'no' }
        : undefined,
    );
    await runOn(world, 0, DEFAULT_SETTINGS);
    const freeze = [{ from: instant(day(0) + HOUR), until: instant(day(9)) }];
    const settings = { ...DEFAULT_SETTINGS, safety: { ...DEFAULT_SETTINGS.safety, freeze } };
    await runOn(world, 1, settings);
    const [memory] = await world.ledger.findUsers({ user: 'app' });
    expect(memory?.openSaga).toBeUndefined();
    expect(memory?.keys.some((key) => key.promotedAt !== undefined)).toBe(true);
  });
});

describe('policies of their own', () => {
  it('apply to the accounts and users that an override names, and show in the report', async () => {
    const world = start({ name: 'app', keys: [{ createdAt: day(-50), lastUsed }] });
    const overrides = [{ name: 'strict', when: { accounts: [FIRST] }, policy: { rotateAfter: days(45) } }];
    const report = await runOn(world, 0, { ...DEFAULT_SETTINGS, overrides });
    expect([keysIn(world.sandbox, FIRST), keysIn(world.sandbox, SECOND)]).toEqual([2, 1]);
    const shown = report.decisions.filter(({ accountId }) => accountId === FIRST);
    expect(
      shown.every(({ policySource, limit }) => policySource?.override === 'strict' && limit === days(45)),
    ).toBe(true);
  });

  it('follow a tag within its bounds, and refuse it outside them, visibly', async () => {
    const tag = {
      tag: 'keyturn:rotate-after',
      sets: 'rotateAfter',
      atLeast: days(30),
      atMost: days(90),
    } as const;
    const settings = { ...DEFAULT_SETTINGS, userTags: [tag] };
    const tagged = (value: string): UserDefinition => ({ ...APP, tags: { 'keyturn:rotate-after': value } });
    const escaping = start(tagged('3650d'));
    const report = await runOn(escaping, 0, settings);
    expect(keysIn(escaping.sandbox, FIRST)).toBe(2);
    expect(report.decisions[0]?.refusedTags).toEqual(['keyturn:rotate-after: "3650d" is above 90d']);
    const early = start({ ...tagged('40d'), keys: [{ createdAt: day(-41), lastUsed }] });
    await runOn(early, 0, settings);
    expect(keysIn(early.sandbox, FIRST)).toBe(2);
  });

  it('end with their exemption, on its day', async () => {
    const world = start();
    const exemptions = [
      { users: ['app'], until: instant(day(2)), owner: 'team@example.com', reason: 'migration' },
    ];
    const settings = { ...DEFAULT_SETTINGS, exemptions };
    const before = await runOn(world, 1, settings);
    expect(keysIn(world.sandbox, FIRST)).toBe(1);
    expect(before.exemptions).toMatchObject([{ users: 2, expired: false, owner: 'team@example.com' }]);
    const after = await runOn(world, 2, settings);
    expect(keysIn(world.sandbox, FIRST)).toBe(2);
    expect(after.exemptions).toMatchObject([{ users: 0, expired: true }]);
  });

  it('look at nobody outside scope.users and scope.paths', async () => {
    const world = start();
    const settings = { ...DEFAULT_SETTINGS, scope: { ...DEFAULT_SETTINGS.scope, users: ['other-*'] } };
    const report = await runOn(world, 0, settings);
    expect(keysIn(world.sandbox, FIRST)).toBe(1);
    expect(report.decisions).toEqual([]);
  });
});

describe('the organization', () => {
  const denied = (sandbox: Sandbox): void => {
    sandbox.faults.on((call) =>
      call.operation === 'ListAccounts'
        ? { kind: 'error', status: 400, code: 'AccessDeniedException', message: 'no' }
        : undefined,
    );
  };

  it('that may not be listed ends the run, unless the settings fall back to this account', async () => {
    const world = start();
    denied(world.sandbox);
    await expect(runOn(world, 0, DEFAULT_SETTINGS)).rejects.toMatchObject({
      code: 'ORGANIZATION_LIST_DENIED',
    });
    const organization = { ...DEFAULT_SETTINGS.organization, onListDenied: 'this-account' } as const;
    const report = await runOn(world, 0, { ...DEFAULT_SETTINGS, organization });
    expect(report.coverage).toHaveLength(1);
    expect(report.coverage[0]).toMatchObject({ outcome: 'scanned', name: 'this account' });
  });

  it('falls back to no account whose units decide who is exempt', async () => {
    const world = start();
    denied(world.sandbox);
    const settings: Settings = {
      ...DEFAULT_SETTINGS,
      organization: { ...DEFAULT_SETTINGS.organization, onListDenied: 'this-account' },
      exemptions: [{ organizationalUnits: ['ou-root-11111111'] }],
    };
    const report = await runOn(world, 0, settings);
    expect(report.coverage[0]).toMatchObject({ outcome: 'failed', code: 'UNIT_UNKNOWN' });
    expect(report.exitCode).toBe(2);
  });

  it('of another id than the settings name is not touched', async () => {
    const world = start();
    const organization = { ...DEFAULT_SETTINGS.organization, id: 'o-another0000' };
    await expect(runOn(world, 0, { ...DEFAULT_SETTINGS, organization })).rejects.toMatchObject({
      code: 'ORGANIZATION_OTHER',
    });
    expect(keysIn(world.sandbox, FIRST)).toBe(1);
  });
});
