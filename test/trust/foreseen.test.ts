import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../src/config/settings.ts';
import { nextActOf } from '../../src/domain/next-act.ts';
import { type Instant, isoDay } from '../../src/domain/time.ts';
import { renderHtml } from '../../src/report/html.ts';
import { renderTable } from '../../src/report/table.ts';
import {
  ACCOUNT,
  brief,
  lastUsed,
  memoryOf,
  REF,
  runOn,
  UP_TO_GRACE,
  type W,
  world,
} from '../hostile/support.ts';
import { day, member, memoryLedger, NOBODY_ADOPTS, run, sandboxWith, use } from '../support/world.ts';
import { channel, daily, differences, exempt, frozen, near, order, young } from './support.ts';

describe('what a hold or a freeze does not stop', () => {
  it('rotation under resolve --extend', async () => {
    const w = young();
    await runOn(w, 0);
    await order(w, { kind: 'extend', until: day(60) as Instant });
    expect(await differences(w, 4.1, NOBODY_ADOPTS)).toEqual([]);
    expect(brief(await runOn(w, 8))).toEqual(['app rotate EXPIRED_ACTIVE_KEY done']);
  });
  it('a kept key that is the only one', async () => {
    const w = young();
    await runOn(w, 0);
    const [key] = w.sandbox.world.iam.keys(REF);
    await order(w, { kind: 'keep', key: key?.id ?? '' });
    expect(await differences(w, 4, NOBODY_ADOPTS)).toEqual([]);
  });
  it('a stray that leaves in a freeze', async () => {
    const w = world();
    w.sandbox.faults.on((call) =>
      call.operation === 'CreateAccessKey' && call.processId === 'd0' ? { kind: 'lost-response' } : undefined,
    );
    const settings = frozen(1.9, 40);
    await runOn(w, [0, 0.1], settings);
    const ahead: string[] = [];
    for (const d of [1, 1.2, 1.5, 1.8]) {
      const { decisions, endedAt } = await runOn(w, d, settings);
      const strays = decisions.filter(({ reason, outcome }) => reason === 'DISCARDED_KEY' && !outcome);
      ahead.push(...strays.map((stray) => nextActOf(stray, endedAt).kind));
    }
    const done: string[] = [];
    for (const d of [2.1, 2.3, 2.6, 3, 8, 10.5, 11, 12, 13]) done.push(...brief(await runOn(w, d, settings)));
    expect(ahead.length).toBeGreaterThan(0);
    expect(ahead).not.toContain('held-then');
    expect(done).toContain('app repair DISCARDED_KEY done');
  });
});

describe('dates in freezes that are known', () => {
  it('extension', async () => {
    const w = world();
    const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
    const settings = frozen(22, 28);
    const texts: string[] = [];
    let done = '';
    for (const d of daily(0, 40)) {
      w.sandbox.clock.set(day(d) - 3600_000);
      if (d > 0 && d < 15) use(w.sandbox, old);
      w.sandbox.clock.set(day(d));
      const report = await run(w.sandbox, {
        ledger: w.ledger,
        settings,
        processId: `d${d}`,
        parts: { notifiers: [channel(true, texts)] },
      });
      if (brief(report).some((l) => l.includes('deactivate') && l.includes('done')))
        done = isoDay(report.endedAt);
    }
    const dates = [
      ...new Set(
        (await memoryOf(w)).notices
          .filter((n) => n.keyId === old && n.pending === 'deactivate' && n.plannedFor)
          .map((n) => isoDay(n.plannedFor as Instant)),
      ),
    ];
    expect(done).not.toBe('');
    expect(near(dates, done)).toBe(true);
  });
  it('deletion', async () => {
    const w = world();
    const settings = frozen(18, 24);
    const texts: string[] = [];
    let done = '';
    for (const d of daily(0, 40)) {
      w.sandbox.clock.set(day(d));
      const report = await run(w.sandbox, {
        ledger: w.ledger,
        settings,
        processId: `d${d}`,
        parts: { notifiers: [channel(true, texts)] },
      });
      if (brief(report).some((l) => l.includes('delete') && l.includes('done')))
        done = isoDay(report.endedAt);
    }
    expect(done).not.toBe('');
    const told = texts.filter((text) => text.includes('deleted on'));
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((text) => !text.includes(done))).toEqual([]);
  });
});

describe('the default policy', () => {
  it('adoption: what is shown is what the forecast says', async () => {
    const w: W = {
      sandbox: sandboxWith([
        member(ACCOUNT, [
          { name: 'app', keys: [{ createdAt: day(-95), lastUsed: { ...lastUsed, at: day(-20) } }] },
        ]),
      ]),
      ledger: memoryLedger(),
    };
    await runOn(w, [0, 4], DEFAULT_SETTINGS);
    expect(await differences(w, 5, DEFAULT_SETTINGS)).toEqual([]);
  });
});

describe("a person's hold that ends before the date", () => {
  it('deletion', async () => {
    const w = world();
    await runOn(w, [...UP_TO_GRACE, 11, 12]);
    await order(w, { kind: 'extend', until: day(19) as Instant });
    await runOn(w, 13);
    expect(await differences(w, 14, NOBODY_ADOPTS)).toEqual([]);
  });
  it('deactivation of an unused key', async () => {
    const w: W = {
      sandbox: sandboxWith([member(ACCOUNT, [{ name: 'app', keys: [{ createdAt: day(-78) }] }])]),
      ledger: memoryLedger(),
    };
    const settings: Settings = {
      ...NOBODY_ADOPTS,
      policy: { ...NOBODY_ADOPTS.policy, unusedKeys: 'retire' },
    };
    await runOn(w, 0, settings);
    await order(w, { kind: 'extend', until: day(11) as Instant });
    await runOn(w, [6, 7, 8, 9], settings);
    expect(await differences(w, 10, settings)).toEqual([]);
  });
});

describe('the forms of one run', () => {
  it('a warned date in a known freeze: table and page say the same', async () => {
    const report = await runOn(young(), 2, frozen(4.5, 20));
    expect(renderTable(report, { width: 140 })).toContain('will be held');
    const page = renderHtml(report);
    expect(page).toContain('will be held');
    expect(page).not.toMatch(/Warn the owner: the key will be replaced on [0-9-]+/);
  });
  it('a hold that began after an exemption is as old as it is', async () => {
    const w = world();
    await runOn(w, daily(0, 20));
    await runOn(w, daily(21, 26), exempt(26.5));
    let blind = true;
    w.sandbox.faults.on((call) =>
      blind && call.operation === 'GetAccessKeyLastUsed'
        ? { kind: 'error', status: 403, code: 'AccessDenied', message: 'x' }
        : undefined,
    );
    const report = await runOn(w, 27);
    const hold = report.decisions.find((d) => d.action === 'hold');
    blind = false;
    expect(hold?.heldSince && isoDay(hold.heldSince)).toBe(isoDay(day(27) as Instant));
  });
});
