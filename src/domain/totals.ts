import { keysByReport } from './by-report.ts';
import type { AccountCoverage } from './coverage.ts';
import type { Action, Decision } from './decision.ts';
import { userKey } from './ids.ts';
import { isExempt, keyOf, keysOf, needsPerson, works } from './key-facts.ts';
import type { ReportedOutcome, RunReport } from './report.ts';

/** The counts of a report. */
export interface Totals {
  readonly accounts: Readonly<Record<AccountCoverage['outcome'], number>>;
  readonly failedUsers: number;
  /**
   * Distinct keys that still exist after the run, read or known by the credential report; those that it made are read by the
   * next.
   */
  readonly keys: number;
  /** Those of them that work. */
  readonly activeKeys: number;
  /** Keys that work and are past their age limit after the run; exempt ones among them. */
  readonly keysOverLimit: number;
  /** Those of them that are exempt. */
  readonly exemptOverLimit: number;
  /** Distinct keys that this run deleted. */
  readonly keysDeleted: number;
  readonly actions: Readonly<Record<Action, number>>;
  readonly outcomes: Readonly<Record<ReportedOutcome['status'], number>>;
  /** Holds that do not pass by themselves. */
  readonly needPerson: number;
  readonly escalated: number;
  /** Exempt users, and their keys: nothing is done about these, which is not the same as nothing due. */
  readonly exemptUsers: number;
  readonly exemptKeys: number;
  /** Users whose keys were not read, since the credential report tells of nothing due or near; and their keys. */
  readonly usersByReport: number;
  readonly keysByReport: number;
  /** Keys that were handed over and that nobody can fetch any more. */
  readonly notFetchable: number;
  readonly advice: number;
}

/** Counts a report once, for every place that shows numbers. */
export function totalsOf(report: RunReport): Totals {
  const { decisions, coverage } = report;
  const accounts = { scanned: 0, excluded: 0, failed: 0 };
  const actions = { rotate: 0, deactivate: 0, delete: 0, warn: 0, hold: 0, repair: 0, none: 0 };
  const outcomes = { done: 0, stale: 0, deferred: 0, failed: 0 };
  for (const entry of coverage) accounts[entry.outcome] += 1;
  for (const decision of decisions) {
    actions[decision.action] += 1;
    if (decision.outcome !== undefined) outcomes[decision.outcome.status] += 1;
  }
  const exempt = decisions.filter(isExempt);
  const keys = keysOf(report);
  const standing = keys.filter(({ status }) => status !== 'gone');
  const over = standing.filter((key) => key.over);
  const unread = keysByReport(report.byReport);
  const unreadExempt = (report.byReport ?? []).filter(({ exempt: by }) => by !== undefined);
  return {
    accounts,
    failedUsers: coverage.reduce(
      (sum, entry) => sum + (entry.outcome === 'scanned' ? entry.failedUsers.length : 0),
      0,
    ),
    keys: standing.length + unread.length,
    activeKeys: standing.filter(works).length + unread.filter(({ active }) => active).length,
    keysOverLimit: over.length,
    exemptOverLimit: over.filter(({ decision }) => isExempt(decision)).length,
    keysDeleted: keys.length - standing.length,
    actions,
    outcomes,
    needPerson: decisions.filter(needsPerson).length,
    escalated: decisions.filter((decision) => decision.escalated === true).length,
    exemptUsers: new Set([...exempt, ...unreadExempt].map(userKey)).size,
    exemptKeys: new Set(exempt.map(keyOf)).size + keysByReport(unreadExempt).length,
    usersByReport: report.byReport?.length ?? 0,
    keysByReport: unread.length,
    notFetchable: new Set(decisions.filter(isOutOfReach).map(keyOf)).size,
    advice: report.advice.length,
  };
}

function isOutOfReach({ evidence }: Decision): boolean {
  return evidence.some(({ kind }) => kind === 'key-not-fetchable');
}
