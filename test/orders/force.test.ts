import { describe, expect, it } from 'vitest';
import { forceRotation } from '../../src/app/force.ts';
import type { AccountId, UserId } from '../../src/domain/ids.ts';
import type { ForceOrder } from '../../src/domain/memory.ts';
import { days, instant, plus } from '../../src/domain/time.ts';
import { brief } from '../support/decisions-in-brief.ts';
import { ACCOUNT, lastUsed, memoryOf, REF, world } from '../support/one-user.ts';
import { day, member, memoryLedger, NOBODY_ADOPTS, partsOf, run, sandboxWith } from '../support/world.ts';

const young = { createdAt: day(-10), lastUsed };

const WEB = { accountId: ACCOUNT, userName: 'web' };

function start() {
  const users = ['app', 'web'].map((name) => ({ name, keys: [young] }));
  return { sandbox: sandboxWith([member(ACCOUNT, users)]), ledger: memoryLedger() };
}

const order = { user: 'app', accountId: ACCOUNT as AccountId, why: 'y', enforce: true };

describe('force on a user outside the scope', () => {
  const settings = { ...NOBODY_ADOPTS, scope: { ...NOBODY_ADOPTS.scope, users: ['web'] } };

  it('is refused, and says so: later runs would never look at what it began', async () => {
    const { sandbox, ledger } = start();
    const parts = partsOf(sandbox, { ledger, settings, processId: 'force' });
    const order = { user: 'app', accountId: ACCOUNT as AccountId, why: 'test', enforce: true };
    const report = await forceRotation(parts, order);
    expect(sandbox.world.iam.keys(REF)).toHaveLength(1);
    expect(report.exitCode).toBe(2);
    expect(JSON.stringify(report.coverage)).toContain('USER_OUT_OF_SCOPE');
  });
});

describe('force by name alone', () => {
  it('does not touch a user who bore that name once', async () => {
    const { sandbox, ledger } = start();
    const web = sandbox.world.iam.user(WEB);
    const key = sandbox.world.iam.keys(WEB)[0];
    // As after a rename: the ledger still calls it "api"; nobody of that name is left.
    const ref = { accountId: ACCOUNT as AccountId, userId: web.userId as UserId };
    const now = instant(day(-5));
    const lease = await ledger.acquireLease(ref, { holder: 'x', now, until: plus(now, days(1)) });
    if (lease === undefined) throw new Error('no lease');
    const record = {
      ...ref,
      userName: 'api',
      keyId: key?.id as never,
      createdAt: instant(day(-10)),
      firstSeen: now,
      madeByUs: false,
      exposed: true,
    };
    await ledger.save(lease, now, { keys: [record] });
    await ledger.releaseLease(lease);
    const parts = partsOf(sandbox, { ledger, processId: 'force' });
    await forceRotation(parts, { user: 'api', why: 'test', enforce: true }).catch(() => undefined);
    expect(sandbox.world.iam.keys(WEB)).toHaveLength(1);
  });
});

describe('an order that waits', () => {
  it('is not carried out a year later, when an exemption that came in between has ended', async () => {
    const { sandbox, ledger } = start();
    const freeze = [{ from: instant(day(-1)), until: instant(day(3)) }];
    const frozen = { ...NOBODY_ADOPTS, safety: { ...NOBODY_ADOPTS.safety, freeze } };
    const parts = partsOf(sandbox, { ledger, settings: frozen, processId: 'force' });
    await forceRotation(parts, { user: 'app', accountId: ACCOUNT as AccountId, why: 'test', enforce: true });
    expect((await memoryOf({ sandbox, ledger })).force).toBeDefined();
    const exempt = { ...NOBODY_ADOPTS, exemptions: [{ users: ['app'], until: instant(day(40)) }] };
    for (const today of [1, 20, 39]) {
      sandbox.clock.set(day(today));
      await run(sandbox, { ledger, settings: exempt, processId: `d${today}` });
    }
    sandbox.clock.set(day(41));
    const report = await run(sandbox, { ledger, settings: exempt, processId: 'd41' });
    expect(brief(report).filter((line) => line.includes('FORCED'))).toEqual([]);
  });
});

it('no order about an exempt user is kept (mutant force-refused)', async () => {
  const w = world();
  const settings = { ...NOBODY_ADOPTS, exemptions: [{ users: ['app'] }] };
  await forceRotation(partsOf(w.sandbox, { ledger: w.ledger, settings }), order);
  expect((await memoryOf(w)).force).toBeUndefined();
});

it('an order that was carried out is kept no longer (mutant force-drop)', async () => {
  const w = world();
  await forceRotation(partsOf(w.sandbox, { ledger: w.ledger }), order);
  expect(w.sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'app' })).toHaveLength(2);
  expect((await memoryOf(w)).force).toBeUndefined();
});

it('an order about keys of which none is active any more is dropped (mutant force-void)', async () => {
  const w = world();
  const on = async (today: number) => {
    w.sandbox.clock.set(day(today));
    await run(w.sandbox, { ledger: w.ledger, processId: `d${today}` });
  };
  const { userId } = w.sandbox.world.iam.user(REF);
  const ref = { accountId: REF.accountId as never, userId: userId as never };
  const [key] = w.sandbox.world.iam.keys(REF);
  const now = instant(day(0));
  const lease = await w.ledger.acquireLease(ref, { holder: 'x', now, until: instant(day(0) + 60_000) });
  if (lease === undefined) throw new Error('no lease');
  const force: ForceOrder = { ...ref, keyIds: [key?.id as never], at: now, by: 'x', why: 'y' };
  await w.ledger.save(lease, now, { force });
  await w.ledger.releaseLease(lease);
  w.sandbox.world.iam.setKeyStatus(key?.id ?? '', 'Inactive');
  await on(1);
  expect((await memoryOf(w)).force).toBeUndefined();
});
