import { type AccountCoverage, LEASED_BY_ANOTHER, type UserFailure } from '../domain/coverage.ts';
import type { Canary } from '../domain/rollout.ts';
import type { RunSummary } from '../domain/run-summary.ts';
import { type Instant, isoTime, plus } from '../domain/time.ts';
import type { Account } from '../domain/user-facts.ts';
import { type CanaryState, isCanary } from '../policy/pauses.ts';

/**
 * Whether the accounts that do not go first may be changed: the canaries must have come through every enforcing run
 * for the length of time that policy sets. A failed change there, an account that could not be scanned, or other
 * canaries than before begin that time anew. Pure.
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
    readonly accounts: readonly Account[];
    readonly coverage: readonly AccountCoverage[];
    /** Whether changes could be made in an account: one that is frozen shows nothing. */
    readonly isFrozen: (account: Account) => boolean;
  },
): RunSummary['canary'] {
  if (canary === undefined) return undefined;
  const first = found.accounts.filter((account) => isCanary(account, canary));
  const entries = first.map((account) => found.coverage.find((entry) => entry.accountId === account.id));
  const open = first.every((account) => !found.isFrozen(account));
  const scanned = open && entries.length > 0 && entries.every((entry) => entry?.outcome === 'scanned');
  const failed = entries.reduce(
    (sum, entry) => sum + (entry?.outcome === 'scanned' ? entry.failedUsers.filter(isFailure).length : 0),
    0,
  );
  return { who: nameOf(canary), scanned, failed };
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
