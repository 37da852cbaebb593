import type { AccountCoverage } from '../domain/coverage.ts';
import type { Action } from '../domain/decision.ts';
import { userKey } from '../domain/ids.ts';
import type { ReportedOutcome, RunReport } from '../domain/report.ts';
import { isExempt, isOverLimit, needsPerson, statusAfter } from './key-facts.ts';

/** The counts of a report. */
export interface Totals {
  readonly accounts: Readonly<Record<AccountCoverage['outcome'], number>>;
  readonly failedUsers: number;
  /** Distinct keys that still exist after the run. */
  readonly keys: number;
  /** Keys that work and are past their age limit after the run. */
  readonly keysOverLimit: number;
  readonly actions: Readonly<Record<Action, number>>;
  readonly outcomes: Readonly<Record<ReportedOutcome['status'], number>>;
  /** Holds that do not pass by themselves. */
  readonly needPerson: number;
  readonly escalated: number;
  /** Exempt users, and their keys: nothing is done about these, which is not the same as nothing due. */
  readonly exemptUsers: number;
  readonly exemptKeys: number;
  readonly advice: number;
}

/** Counts a report once, for every place that shows numbers. */
export function totalsOf(report: RunReport): Totals {
  const { decisions, coverage, endedAt } = report;
  const accounts = { scanned: 0, excluded: 0, failed: 0 };
  const actions = { rotate: 0, deactivate: 0, delete: 0, warn: 0, hold: 0, repair: 0, none: 0 };
  const outcomes = { done: 0, stale: 0, deferred: 0, failed: 0 };
  for (const entry of coverage) accounts[entry.outcome] += 1;
  for (const decision of decisions) {
    actions[decision.action] += 1;
    if (decision.outcome !== undefined) outcomes[decision.outcome.status] += 1;
  }
  const gone = distinct(decisions.filter((decision) => statusAfter(decision) === 'gone'));
  const exempt = decisions.filter(isExempt);
  const standing = decisions.filter((decision) => !gone.has(decision.keyId));
  return {
    accounts,
    failedUsers: coverage.reduce(
      (sum, entry) => sum + (entry.outcome === 'scanned' ? entry.failedUsers.length : 0),
      0,
    ),
    keys: distinct(standing).size,
    keysOverLimit: distinct(standing.filter((decision) => isOverLimit(decision, endedAt))).size,
    actions,
    outcomes,
    needPerson: decisions.filter(needsPerson).length,
    escalated: decisions.filter((decision) => decision.escalated === true).length,
    exemptUsers: new Set(exempt.map(userKey)).size,
    exemptKeys: distinct(exempt).size,
    advice: report.advice.length,
  };
}

function distinct(decisions: RunReport['decisions']): ReadonlySet<string> {
  return new Set(decisions.map((decision) => decision.keyId));
}
