import { expect, it } from 'vitest';
import type { Settings } from '../../src/domain/settings.ts';
import { DAY, type Instant, isoDay, isoTime } from '../../src/domain/time.ts';
import { objectionText } from '../../src/messages/objection-text.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import { brief } from '../support/decisions-in-brief.ts';
import { memoryOf, oldKeyOf, REF, useBefore, world } from '../support/one-user.ts';
import { order } from '../support/order.ts';
import { daily, runOn, runWith, UP_TO_GRACE } from '../support/runs-on-days.ts';
import { day, NOBODY_ADOPTS, run } from '../support/world.ts';

const denied = { kind: 'error', status: 403, code: 'AccessDenied', message: 'x' } as const;

it('a deletion that is announced again is told with one date, and takes place on it', async () => {
  const w = world();
  await runOn(w, [...UP_TO_GRACE, 11]);
  const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
  let blind = true;
  w.sandbox.faults.on((call) => (blind && call.operation === 'GetAccessKeyLastUsed' ? denied : undefined));
  let done = '';
  for (const d of daily(12, 42)) {
    blind = d < 32;
    // Daily runs that begin at 13:30 and reach the user some seconds earlier or later.
    w.sandbox.clock.set(day(d) + 30 * 60_000 + (d <= 32 ? 20_000 : 5_000));
    const report = await run(w.sandbox, { ledger: w.ledger, processId: `d${d}` });
    if (brief(report).includes('app delete RECOVER_GRACE_PERIOD_END done')) done = isoDay(report.endedAt);
  }
  const told = (await memoryOf(w)).notices.filter(
    (n) => n.keyId === old && n.pending === 'delete' && n.queuedAt > day(32),
  );
  const dates = [...new Set(told.map((n) => isoTime(n.plannedFor as Instant)))];
  const steps = told.map((n) => (n.step ?? 0) / DAY);
  expect({ dates, steps, done }).toEqual({
    dates: ['2026-02-09T13:00:00Z'],
    steps: [7, 3, 1],
    done: '2026-02-09',
  });
});

it('a held deletion under resolve --extend says that a new date follows', async () => {
  const w = world();
  await runOn(w, [...UP_TO_GRACE, 11]);
  await order(w, { kind: 'extend', until: day(30) as Instant });
  const report = await runOn(w, [13, 23]);
  const words = report.decisions.flatMap((d) => d.objections ?? []).map((o) => objectionText(o).fix);
  await runOn(w, daily(24, 36));
  expect(w.sandbox.world.iam.keys(REF)).toHaveLength(2);
  expect(words).not.toContain('Passes by itself on 2026-01-31.');
});

it('a hold that rested on use, and then on a late notice, announces again when the use ends', async () => {
  const w = world();
  const old = oldKeyOf(w);
  const inUse = { ...NOBODY_ADOPTS.policy.inUse, extend: 0 as never };
  const settings: Settings = { ...NOBODY_ADOPTS, policy: { ...NOBODY_ADOPTS.policy, inUse } };
  const seen: string[] = [];
  for (const d of [...daily(0, 9), 10.1, 11.1, 12.1, 13.1, 14.1, 15.1, 18.1, 22.1]) {
    if (d > 0 && d < 6) useBefore(w, d, old);
    const mail: Notifier = {
      channel: 'mail',
      countsAsNotice: true,
      deliver: async (notices) => ({ accepted: d < 7 ? [] : notices.map(({ id }) => id) }),
    };
    seen.push(`${d} ${brief(await runWith(w, d, mail, settings))[0]}`);
  }
  const act = seen.findIndex((line) => line.includes('deactivate INSTALL_GRACE_PERIOD_END done'));
  expect(act).toBeGreaterThan(10);
  expect(seen.slice(10, act).join()).toContain('app warn KEY_PENDING_DEACTIVATION');
});
