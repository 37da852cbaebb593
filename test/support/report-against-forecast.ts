import { forecast } from '../../src/app/forecast.ts';
import { nextActOf } from '../../src/domain/next-act.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { DAY, isoDay, plus } from '../../src/domain/time.ts';
import type { W } from './one-user.ts';
import { runOn } from './runs-on-days.ts';
import { day, partsOf } from './world.ts';

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
