import type { RunSummary } from '../../domain/run-summary.ts';
import { DAY, type Instant, isoDay } from '../../domain/time.ts';

/** One day of the trend: the state that its last run left, and what all its runs did. */
export interface TrendDay {
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Undefined when the last run of the day did not count them. */
  readonly overLimit: number | undefined;
  readonly holds: number;
  readonly done: number;
  readonly failed: number;
  readonly complete: boolean;
}

/** The runs by day in UTC, in order of time, whatever order they come in. */
export function trendDays(runs: readonly RunSummary[]): readonly TrendDay[] {
  const sorted = [...runs].sort((a, b) => a.endedAt - b.endedAt);
  return [...Map.groupBy(sorted, (run) => Math.floor(run.endedAt / DAY))].map(([day, ofDay]) => ({
    day,
    overLimit: ofDay.at(-1)?.overLimit,
    holds: ofDay.at(-1)?.decisions.hold ?? 0,
    done: ofDay.reduce((sum, run) => sum + run.done, 0),
    failed: ofDay.reduce((sum, run) => sum + run.failed, 0),
    complete: ofDay.every((run) => run.complete),
  }));
}

/** The date of a day of the trend. */
export function dayText({ day }: TrendDay): string {
  return isoDay((day * DAY) as Instant);
}
