import type { AccountCoverage } from '../domain/coverage.ts';
import type { Action } from '../domain/decision.ts';
import type { AccountId } from '../domain/ids.ts';
import type { ReportedDecision } from '../domain/report.ts';
import { DAY } from '../domain/time.ts';

const ACTIONS: readonly Action[] = ['hold', 'repair', 'delete', 'deactivate', 'rotate', 'warn', 'none'];
const OUTCOMES: readonly AccountCoverage['outcome'][] = ['failed', 'scanned', 'excluded'];

/** The decisions of one account. */
export interface AccountDecisions {
  readonly accountId: AccountId;
  readonly accountName: string;
  readonly decisions: readonly ReportedDecision[];
}

/** Compares texts by their code units: the same order on every machine, whatever its language. */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Holds first (escalated ones on top, then the oldest), then changes, then warnings, then what needs nothing. */
export function byUrgency(a: ReportedDecision, b: ReportedDecision): number {
  return (
    ACTIONS.indexOf(a.action) - ACTIONS.indexOf(b.action) ||
    Number(b.escalated === true) - Number(a.escalated === true) ||
    // By the day: what a dry run finds held, it finds in the order in which answers came.
    dayOf(a.heldSince) - dayOf(b.heldSince) ||
    dayOf(a.due) - dayOf(b.due) ||
    byPlace(a, b)
  );
}

/** A number for the day of an instant; what has none comes last. */
function dayOf(at: number | undefined): number {
  return at === undefined ? Number.MAX_SAFE_INTEGER : Math.floor(at / DAY);
}

/** By account, user and key: an order that two runs over the same world share. */
export function byPlace(a: ReportedDecision, b: ReportedDecision): number {
  return (
    byText(a.accountName, b.accountName) ||
    byText(a.accountId, b.accountId) ||
    byText(a.userName, b.userName) ||
    byText(a.keyId, b.keyId) ||
    byText(a.action, b.action)
  );
}

/** The decisions by account, accounts by name, decisions by urgency. */
export function byAccount(decisions: readonly ReportedDecision[]): readonly AccountDecisions[] {
  const groups = Map.groupBy([...decisions].sort(byUrgency), (decision) => decision.accountId);
  return [...groups.entries()]
    .map(([accountId, members]) => ({
      accountId,
      accountName: members[0]?.accountName ?? accountId,
      decisions: members,
    }))
    .sort((a, b) => byText(a.accountName, b.accountName) || byText(a.accountId, b.accountId));
}

/** Failed accounts first, then those with users that failed, then the others by name. */
export function byTrouble(a: AccountCoverage, b: AccountCoverage): number {
  return (
    OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) ||
    troubles(b) - troubles(a) ||
    byText(a.name, b.name) ||
    byText(a.accountId, b.accountId)
  );
}

function troubles(entry: AccountCoverage): number {
  return entry.outcome === 'scanned' && entry.failedUsers.length > 0 ? 1 : 0;
}
