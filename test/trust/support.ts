import { forecast } from '../../src/app/forecast.ts';
import { resolve } from '../../src/app/resolve.ts';
import type { Settings } from '../../src/config/settings.ts';
import type { Notice } from '../../src/domain/memory.ts';
import { nextActOf } from '../../src/domain/next-act.ts';
import { DAY, type Instant, isoDay, plus } from '../../src/domain/time.ts';
import { noticeText } from '../../src/messages/notice-text.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import { ACCOUNT, lastUsed, runOn, type W } from '../hostile/support.ts';
import { day, member, memoryLedger, NOBODY_ADOPTS, partsOf, sandboxWith } from '../support/world.ts';

/** The settings of these tests with other safety. */
export const safety = (more: Partial<Settings['safety']>, base: Settings = NOBODY_ADOPTS): Settings => ({
  ...base,
  safety: { ...base.safety, ...more },
});
/** A freeze from one day to another, known from the beginning. */
export const frozen = (from: number, until: number): Settings =>
  safety({ freeze: [{ from: day(from) as Instant, until: day(until) as Instant, reason: 'x' }] });
/** The user is exempt until a day. */
export const exempt = (until: number, base: Settings = NOBODY_ADOPTS): Settings => ({
  ...base,
  exemptions: [...base.exemptions, { users: ['app'], until: day(until) as Instant, reason: 'quarter end' }],
});
/** Every day from the first to the last. */
export const daily = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
/** A person's order about the user. */
export const order = async (w: W, o: Parameters<typeof resolve>[1]['order']): ReturnType<typeof resolve> =>
  await resolve(partsOf(w.sandbox, { ledger: w.ledger, processId: `r${w.sandbox.clock.now()}` }), {
    user: 'app',
    order: o,
    by: 'x',
    reason: 'y',
  });
/** A channel that counts or not; keeps what it was given, in words. */
export const channel = (counts: boolean, texts: string[] = []): Notifier => ({
  channel: 'file',
  countsAsNotice: counts,
  deliver: async (n: readonly Notice[]) => {
    texts.push(...n.map(noticeText));
    return { accepted: n.map(({ id }) => id) };
  },
});
/** Whether the change came on a day that was told, or on the next. */
export const near = (told: readonly string[], done: string): boolean =>
  told.some((one) => Math.abs(Date.parse(done) - Date.parse(one)) <= DAY);
/** Where the report says something else of a day than the forecast. */
export async function differences(w: W, today: number, settings: Settings): Promise<readonly string[]> {
  const report = await runOn(w, today, settings);
  w.sandbox.clock.set(day(today) + 60_000);
  const ahead = await forecast(partsOf(w.sandbox, { ledger: w.ledger, settings }), 60);
  return report.decisions.flatMap((d) => {
    const next = nextActOf(d, report.endedAt);
    if (d.outcome !== undefined || next.at === undefined) return [];
    if (next.kind !== 'act' && next.kind !== 'held-then') return [];
    const first = ahead.events.find((e) => e.keyId === d.keyId && e.action !== 'warn');
    const wanted = next.kind === 'act' ? next.change : 'hold';
    const runs = Math.max(0, Math.ceil((next.at - ahead.madeAt) / DAY));
    const on = isoDay(plus(ahead.madeAt, runs * DAY));
    const then = first === undefined ? 'nothing' : `${first.action} ${isoDay(first.at)}`;
    const agrees = first?.action === wanted && (next.kind !== 'act' || then.endsWith(on));
    return agrees ? [] : [`report: ${next.kind} ${next.change} ${isoDay(next.at)}; forecast: ${then}`];
  });
}

/** A user whose only key reaches its limit on day 5. */
export const young = (): W => ({
  sandbox: sandboxWith([member(ACCOUNT, [{ name: 'app', keys: [{ createdAt: day(-85), lastUsed }] }])]),
  ledger: memoryLedger(),
});
