import { expect, it } from 'vitest';
import type { Settings } from '../../src/config/settings.ts';
import { keysOf } from '../../src/domain/key-facts.ts';
import { nextActOf } from '../../src/domain/next-act.ts';
import type { Instant } from '../../src/domain/time.ts';
import { totalsOf } from '../../src/domain/totals.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import { brief, REF, runOn, statuses, UP_TO_GRACE, type W, world } from '../hostile/support.ts';
import { day, NOBODY_ADOPTS, run, use } from '../support/world.ts';
import { daily, differences, exempt, frozen, order } from './support.ts';

const extended = async (w: W): Promise<unknown> =>
  await order(w, { kind: 'extend', until: day(50) as Instant });

const OUT: Settings = { ...NOBODY_ADOPTS, scope: { ...NOBODY_ADOPTS.scope, users: ['somebody-else'] } };
const FREEZE = frozen(9, 30);

it.each([
  ['exempt user, deactivation', [0, 4], 5, exempt(300), undefined],
  ['exempt user, deletion', [...UP_TO_GRACE, 11], 12, exempt(300), undefined],
  ['out of scope, deactivation', [0, 4], 5, OUT, undefined],
  ['out of scope, deletion', [...UP_TO_GRACE, 11], 12, OUT, undefined],
  ['resolve --extend, deactivation', [0, 4], 5, NOBODY_ADOPTS, extended],
  ['resolve --extend, deletion', [...UP_TO_GRACE, 11], 12, NOBODY_ADOPTS, extended],
  ['a freeze that is known from day 0', [0, 4], 5, FREEZE, undefined],
] as const)(
  'what is shown as the next date is what happens: %s',
  async (_name, before, today, settings, meanwhile) => {
    const w = world();
    await runOn(w, before, settings === FREEZE ? FREEZE : NOBODY_ADOPTS);
    await meanwhile?.(w);
    expect(await differences(w, today, settings)).toEqual([]);
  },
);

it('an exempt user is counted as exempt on every day', async () => {
  const w = world();
  await runOn(w, 0);
  const seen: string[] = [];
  for (const d of [1, 2, 3, 4, 5]) {
    const { exemptUsers, exemptOverLimit } = totalsOf(await runOn(w, d, exempt(300)));
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
