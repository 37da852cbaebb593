import { describe, expect, it } from 'vitest';
import { forceRotation } from '../../src/app/force.ts';
import type { AccountId } from '../../src/domain/ids.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Sandbox, UserDefinition } from '../../src/sandbox/index.ts';
import { day, member, memoryLedger, partsOf, run, sandboxWith } from '../support/world.ts';

const ACCOUNT = '111111111111';
const APP = { accountId: ACCOUNT, userName: 'app' };
const WEB = { accountId: ACCOUNT, userName: 'web' };
const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };

function start(app: UserDefinition['keys'], more: Partial<UserDefinition> = {}) {
  const users = [
    { name: 'app', keys: app ?? [], ...more },
    { name: 'web', keys: [{ createdAt: day(-100), lastUsed }] },
  ];
  const groups = [{ name: 'IAMKeyRotationExemptionGroup' }];
  return { sandbox: sandboxWith([member(ACCOUNT, users, { groups })]), ledger: memoryLedger() };
}

async function force(
  world: { readonly sandbox: Sandbox; readonly ledger: Ledger },
  options: { readonly enforce?: boolean; readonly key?: string; readonly settings?: Settings } = {},
) {
  const { settings, enforce = true, key } = options;
  const parts = partsOf(world.sandbox, {
    ledger: world.ledger,
    processId: `force-${world.sandbox.clock.now()}`,
    ...(settings === undefined ? {} : { settings }),
  });
  return await forceRotation(parts, {
    user: 'app',
    accountId: ACCOUNT as AccountId,
    why: 'laptop lost',
    enforce,
    ...(key === undefined ? {} : { key }),
  });
}

describe('force', () => {
  it('replaces a young key at once, and touches no other user', async () => {
    const world = start([{ createdAt: day(-3), lastUsed }]);
    const report = await force(world);
    expect(world.sandbox.world.iam.keys(APP)).toHaveLength(2);
    expect(world.sandbox.world.iam.keys(WEB)).toHaveLength(1);
    expect(report.decisions.map(({ reason, outcome }) => [reason, outcome?.status])).toContainEqual([
      'FORCED_ROTATION',
      'done',
    ]);
    expect(report.decisions.every(({ userName }) => userName === 'app')).toBe(true);
  });

  it('only shows without enforce', async () => {
    const world = start([{ createdAt: day(-3), lastUsed }]);
    const report = await force(world, { enforce: false });
    expect(world.sandbox.world.iam.keys(APP)).toHaveLength(1);
    expect(report.decisions).toMatchObject([{ action: 'rotate', reason: 'FORCED_ROTATION' }]);
    expect(await world.ledger.findUsers({ user: 'app' })).toEqual([]);
  });

  it('replaces a key that nobody uses, and does not retire it', async () => {
    const world = start([{ createdAt: day(-200) }]);
    await force(world);
    expect(world.sandbox.world.iam.keys(APP)).toHaveLength(2);
  });

  it('leaves an exempt user alone', async () => {
    const world = start([{ createdAt: day(-3), lastUsed }], { groups: ['IAMKeyRotationExemptionGroup'] });
    const report = await force(world);
    expect(world.sandbox.world.iam.keys(APP)).toHaveLength(1);
    expect(report.decisions).toMatchObject([{ action: 'none', reason: 'EXEMPT' }]);
  });

  it('waits for an inactive key that fills the slot, and is carried out by a later run', async () => {
    const world = start([
      { createdAt: day(-300), status: 'Inactive' },
      { createdAt: day(-3), lastUsed },
    ]);
    const report = await force(world);
    expect(report.decisions.map(({ action, reason }) => `${action} ${reason}`).sort()).toEqual([
      'hold FORCED_ROTATION',
      'none KEY_PENDING_DELETION_CONFLICT',
    ]);
    for (const today of [3, 7, 9, 10]) {
      world.sandbox.clock.set(day(today));
      await run(world.sandbox, { ledger: world.ledger, processId: `d${today}` });
    }
    const keys = world.sandbox.world.iam.keys(APP);
    expect(keys.map(({ createdAt }) => createdAt)).toEqual([day(-3), expect.any(Number)]);
    expect((keys[1]?.createdAt ?? 0) >= day(10)).toBe(true);
    world.sandbox.clock.set(day(11));
    const after = await run(world.sandbox, { ledger: world.ledger, processId: 'after' });
    expect(after.decisions.filter(({ reason }) => reason.startsWith('FORCED'))).toEqual([]);
  });

  it('of two active keys retires neither by itself', async () => {
    const world = start([
      { createdAt: day(-40), lastUsed },
      { createdAt: day(-3), lastUsed },
    ]);
    const report = await force(world);
    expect(world.sandbox.world.iam.keys(APP).map(({ status }) => status)).toEqual(['Active', 'Active']);
    expect(report.decisions.map(({ action }) => action)).toEqual(['hold', 'hold']);
  });

  it('of two active keys announces the one that policy names', async () => {
    const world = start([
      { createdAt: day(-40), lastUsed: { ...lastUsed, at: day(-30) } },
      { createdAt: day(-3), lastUsed },
    ]);
    const policy = { ...DEFAULT_SETTINGS.policy, conflict: 'retire-least-recently-used' } as const;
    const settings = { ...DEFAULT_SETTINGS, policy };
    await force(world, { settings });
    for (const today of [3, 7]) {
      world.sandbox.clock.set(day(today));
      await run(world.sandbox, { ledger: world.ledger, settings, processId: `d${today}` });
    }
    expect(world.sandbox.world.iam.keys(APP).map(({ status }) => status)).toEqual(['Inactive', 'Active']);
  });

  it('names the key that it cannot find, and the user that does not exist', async () => {
    const world = start([{ createdAt: day(-3), lastUsed }]);
    const report = await force(world, { key: 'ZZZZ' });
    expect(report.coverage.find((entry) => entry.outcome === 'scanned')).toMatchObject({
      failedUsers: [{ userName: 'app', code: 'KEY_NOT_FOUND' }],
    });
    const parts = partsOf(world.sandbox, { ledger: world.ledger });
    const nobody = { user: 'nobody', accountId: ACCOUNT as AccountId, why: 'x', enforce: false };
    await expect(forceRotation(parts, nobody)).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
  });
});
