import { runOnce } from '../../src/app/run/run-once.ts';
import type { RunReport } from '../../src/domain/report.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import type { W } from './one-user.ts';
import { day, NOBODY_ADOPTS, partsOf, run } from './world.ts';

/** Days of runs after which the grace of a key that was due on day 0 is almost over. */
export const UP_TO_GRACE: readonly number[] = [0, 4, 8, 10];

/** Every day from the first to the last. */
export const daily = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Runs on each day, by a process of its own; gives the last report. */
export async function runOn(w: W, days: number | readonly number[], settings?: Settings): Promise<RunReport> {
  let last: RunReport | undefined;
  for (const today of typeof days === 'number' ? [days] : days) {
    w.sandbox.clock.set(day(today));
    last = await run(w.sandbox, {
      ledger: w.ledger,
      processId: `d${today}`,
      ...(settings ? { settings } : {}),
    });
  }
  if (last === undefined) throw new Error('no day');
  return last;
}

/** One run on a day, with one channel. */
export async function runWith(
  w: W,
  d: number,
  notifier: Notifier,
  settings: Settings = NOBODY_ADOPTS,
): Promise<RunReport> {
  w.sandbox.clock.set(day(d));
  return await run(w.sandbox, {
    ledger: w.ledger,
    settings,
    processId: `d${d}`,
    parts: { notifiers: [notifier] },
  });
}

/** Runs one process that may die. */
export async function runOrDie(w: W, processId: string, settings?: Settings): Promise<RunReport | undefined> {
  const parts = partsOf(w.sandbox, { ledger: w.ledger, processId, ...(settings ? { settings } : {}) });
  const crashed = w.sandbox.faults.crashOf(processId).then(() => undefined);
  return await Promise.race([runOnce(parts, { enforce: true }), crashed]);
}
