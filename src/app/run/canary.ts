import { type AccountCoverage, LEASED_BY_ANOTHER, type UserFailure } from '../../domain/coverage.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Canary } from '../../domain/rollout.ts';
import type { RunSummary } from '../../domain/run-summary.ts';
import { type Instant, isoTime, plus } from '../../domain/time.ts';
import type { CanaryState } from '../../policy/pauses.ts';

/**
 * Whether the accounts that do not go first may be changed: the canaries must have come through every enforcing run
 * for the length of time that policy sets. A failed change there, an account that could not be scanned, or other
 * canaries than before start that time again. Pure.
 */
export function canaryState(
  canary: Canary | undefined,
  runs: readonly RunSummary[],
  now: Instant,
): CanaryState {
  if (canary === undefined) return { open: true };
  const who = nameOf(canary);
  let since: Instant | undefined;
  for (const run of runs.filter((entry) => entry.enforce).reverse()) {
    const failed = (run.canary?.failed ?? 0) > 0;
    // A run that looked at some users only shows nothing of the canaries, unless it did look at them.
    if (run.partial === true && run.canary?.scanned !== true && !failed) continue;
    const well = run.canary?.who === who && run.canary.scanned && !failed;
    if (!well) break;
    since = run.startedAt;
  }
  if (since === undefined) return { open: false, why: 'no run has changed them without a failure yet' };
  const until = plus(since, canary.for);
  return now >= until
    ? { open: true }
    : { open: false, until, why: `they have gone without a failure since ${isoTime(since)}` };
}

/** What a run has to say about its canaries, for the state of the next ones. */
export function canarySummary(
  canary: Canary | undefined,
  found: {
    /** An account that is frozen shows nothing: no change could be made there. */
    readonly canaries: readonly { readonly accountId: AccountId; readonly frozen: boolean }[];
    readonly coverage: readonly AccountCoverage[];
  },
): RunSummary['canary'] {
  if (canary === undefined) return undefined;
  const { canaries, coverage } = found;
  const entries = canaries.map(({ accountId }) => coverage.find((entry) => entry.accountId === accountId));
  const open = canaries.every(({ frozen }) => !frozen);
  const scanned = open && entries.length > 0 && entries.every((entry) => entry?.outcome === 'scanned');
  const failed = entries.reduce((sum, entry) => sum + (entry === undefined ? 0 : failuresIn(entry)), 0);
  return { who: nameOf(canary), scanned, failed };
}

/** How many users of an account failed. */
export function failuresIn(entry: AccountCoverage): number {
  return entry.outcome === 'scanned' ? entry.failedUsers.filter(isFailure).length : 0;
}

/** A user whom another run was working on has failed at nothing; that run says how it went. */
function isFailure({ code }: UserFailure): boolean {
  return code !== LEASED_BY_ANOTHER;
}

/** The summary of a run in which the canaries do well; for forecasts. */
export function assumedCanary(canary: Canary): NonNullable<RunSummary['canary']> {
  return { who: nameOf(canary), scanned: true, failed: 0 };
}

function nameOf(canary: Canary): string {
  return JSON.stringify([[...canary.accounts].sort(), [...canary.organizationalUnits].sort()]);
}
