import { expect, it } from 'vitest';
import { forecast } from '../../src/app/forecast.ts';
import { resolve } from '../../src/app/resolve.ts';
import type { Settings } from '../../src/config/settings.ts';
import { keysOf } from '../../src/domain/key-facts.ts';
import { nextActOf } from '../../src/domain/next-act.ts';
import { type Instant, isoDay } from '../../src/domain/time.ts';
import { totalsOf } from '../../src/domain/totals.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import { brief, REF, runOn, statuses, UP_TO_GRACE, type W, world } from '../hostile/support.ts';
import { day, NOBODY_ADOPTS, partsOf, run, use } from '../support/world.ts';

const safety = (more: Partial<Settings['safety']>): Settings => ({
  ...NOBODY_ADOPTS,
  safety: { ...NOBODY_ADOPTS.safety, ...more },
});

const exempt = (until: number): Settings => ({
  ...NOBODY_ADOPTS,
  exemptions: [
    ...NOBODY_ADOPTS.exemptions,
    { users: ['app'], until: until as Instant, reason: 'quarter end' },
  ],
});

const daily = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Where the report names a day on which the forecast does something else. */
async function differences(w: W, today: number, settings: Settings): Promise<readonly string[]> {
  w.sandbox.clock.set(day(today));
  const report = await run(w.sandbox, { ledger: w.ledger, settings, processId: `c${today}` });
  w.sandbox.clock.set(day(today) + 60_000);
  const ahead = await forecast(partsOf(w.sandbox, { ledger: w.ledger, settings }), 60);
  return report.decisions.flatMap((d) => {
    const next = nextActOf(d, report.endedAt);
    if (d.outcome !== undefined || next.kind !== 'act' || next.at === undefined) return [];
    const first = ahead.events.find((e) => e.keyId === d.keyId && e.action !== 'warn');
    const then =
      first === undefined ? 'nothing in 60 days' : `${first.action} ${isoDay(first.at)} ${first.gates ?? ''}`;
    return first?.action === next.change
      ? []
      : [`report: ${next.change} ${isoDay(next.at)}; forecast: ${then}`];
  });
}

const extended = async (w: W): Promise<unknown> =>
  await resolve(partsOf(w.sandbox, { ledger: w.ledger, processId: 'r' }), {
    user: 'app',
    order: { kind: 'extend', until: day(50) as Instant },
    by: 'x',
    reason: 'y',
  });

const OUT: Settings = { ...NOBODY_ADOPTS, scope: { ...NOBODY_ADOPTS.scope, users: ['somebody-else'] } };
const FREEZE = safety({ freeze: [{ from: day(9) as Instant, until: day(30) as Instant, reason: 'x' }] });

it.each([
  ['exempt user, deactivation', [0, 4], 5, exempt(day(300)), undefined],
  ['exempt user, deletion', [...UP_TO_GRACE, 11], 12, exempt(day(300)), undefined],
  ['out of scope, deactivation', [0, 4], 5, OUT, undefined],
  ['out of scope, deletion', [...UP_TO_GRACE, 11], 12, OUT, undefined],
  ['resolve --extend, deactivation', [0, 4], 5, NOBODY_ADOPTS, extended],
  ['resolve --extend, deletion', [...UP_TO_GRACE, 11], 12, NOBODY_ADOPTS, extended],
  ['a freeze that is known from day 0', [0, 4], 5, FREEZE, undefined],
] as const)(
  'what is shown as the next date is what happens: %s',
  async (_name, before, today, settings, order) => {
    const w = world();
    await runOn(w, before, settings === FREEZE ? FREEZE : NOBODY_ADOPTS);
    await order?.(w);
    expect(await differences(w, today, settings)).toEqual([]);
  },
);

it('an exempt user is counted as exempt on every day', async () => {
  const w = world();
  await runOn(w, 0);
  const seen: string[] = [];
  for (const d of [1, 2, 3, 4, 5]) {
    const { exemptUsers, exemptOverLimit } = totalsOf(await runOn(w, d, exempt(day(300))));
    seen.push(`${d} ${exemptUsers} ${exemptOverLimit}`);
  }
  expect(seen).toEqual(['1 1 1', '2 1 1', '3 1 1', '4 1 1', '5 1 1']);
});

it('a stray that this run switched off counts as inactive', async () => {
  const w = world();
  w.sandbox.faults.on((call) =>
    call.operation === 'CreateAccessKey' && call.processId === 'd0' ? { kind: 'lost-response' } : undefined,
  );
  await runOn(w, [0, 0.1, 1]);
  const report = await runOn(w, 2);
  expect(brief(report)).toContain('app repair DISCARDED_KEY done');
  expect(keysOf(report).map(({ status }) => status)).toEqual(statuses(w.sandbox).map((s) => s.toLowerCase()));
});

it('an extension that no channel tells is shown, and told, as what will be held', async () => {
  const w = world();
  const inUse = { ...NOBODY_ADOPTS.policy.inUse, afterwards: 'deactivate' as const };
  const settings = { ...NOBODY_ADOPTS, policy: { ...NOBODY_ADOPTS.policy, inUse } };
  const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
  const seen: string[] = [];
  for (const d of daily(0, 25)) {
    if (d > 0) w.sandbox.clock.set(day(d) - 12 * 3_600_000);
    if (d > 0) use(w.sandbox, old);
    w.sandbox.clock.set(day(d));
    const channel: Notifier = {
      channel: 'mail',
      countsAsNotice: d < 9,
      deliver: async (n) => ({ accepted: n.map(({ id }) => id) }),
    };
    const report = await run(w.sandbox, {
      ledger: w.ledger,
      settings,
      processId: `d${d}`,
      parts: { notifiers: [channel] },
    });
    const decision = report.decisions.find((one) => one.keyId === old);
    if (decision && d >= 12) seen.push(nextActOf(decision, report.endedAt).kind);
  }
  expect([...new Set(seen)]).toEqual(['held-then', 'held']);
});
