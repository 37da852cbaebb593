import type { Advice } from '../../domain/advice.ts';
import type { UserByReport } from '../../domain/by-report.ts';
import type { AccountCoverage } from '../../domain/coverage.ts';
import type { UserId } from '../../domain/ids.ts';
import type { ReportedDecision } from '../../domain/report.ts';
import { otherVersion } from './manifest.ts';

/** How many users an exemption protects, by what the rule says. */
export interface ExemptCount {
  readonly by: string;
  readonly users: number;
}

/**
 * What came of one account, or of one turn of it.
 *
 * Plain data that survives JSON; a later stage refuses another version.
 */
export interface AccountResult {
  readonly schema: 'keyturn/account/v1';
  readonly coverage: AccountCoverage;
  readonly decisions: readonly ReportedDecision[];
  /** Users whose keys were not read, since the credential report tells of nothing due or near. */
  readonly byReport: readonly UserByReport[];
  readonly advice: readonly Advice[];
  /** Names of all groups that any user is in, in lower case. */
  readonly groups: readonly string[];
  readonly exempt: readonly ExemptCount[];
  /** The time was up before everybody had a turn: who had one, in this turn and those before it. */
  readonly handled?: readonly UserId[];
  /** A secret of this other ledger was met while a new one begins: nothing is changed after that. */
  readonly otherLedger?: string;
}

/** The result of an account of which there is nothing but its coverage. */
export function resultWithout(coverage: AccountCoverage): AccountResult {
  return {
    schema: 'keyturn/account/v1',
    coverage,
    decisions: [],
    byReport: [],
    advice: [],
    groups: [],
    exempt: [],
  };
}

/** Refuses what another version of Keyturn gives back. Errors: RUN_OTHER_VERSION. */
export function assertResult({ schema }: { readonly schema: string }): void {
  if (schema !== 'keyturn/account/v1') throw otherVersion(schema);
}

/** What the turns of one account come to; the last one says how far they came. */
export function joinTurns(before: AccountResult | undefined, last: AccountResult): AccountResult {
  assertResult(last);
  if (before === undefined) return last;
  assertResult(before);
  const otherLedger = last.otherLedger ?? before.otherLedger;
  return {
    ...last,
    coverage: joinCoverage(before.coverage, last.coverage),
    decisions: [...before.decisions, ...last.decisions].sort(byUserAndKey),
    byReport: [...before.byReport, ...last.byReport],
    advice: [...before.advice, ...last.advice],
    groups: [...new Set([...before.groups, ...last.groups])],
    exempt: joinCounts(before.exempt, last.exempt),
    ...(otherLedger === undefined ? {} : { otherLedger }),
  };
}

/** Worked on in any order, shown in one. */
export function byUserAndKey(one: ReportedDecision, other: ReportedDecision): number {
  const place = (decision: ReportedDecision): string => `${decision.userName}/${decision.keyId}`;
  return place(one) < place(other) ? -1 : 1;
}

/** Each turn lists all users and works on its own; what could not be done in one of them stays undone. */
function joinCoverage(before: AccountCoverage, last: AccountCoverage): AccountCoverage {
  // An account outside the scope is left out, but for the failures of what was begun there.
  if (before.outcome === 'scanned' && last.outcome === 'excluded')
    return before.failedUsers.length > 0 ? before : last;
  if (before.outcome === 'scanned' && last.outcome === 'failed' && before.failedUsers.length > 0) {
    const users = before.failedUsers.map(({ userName, code }) => `${userName} ${code}`).join(', ');
    return { ...last, why: `${last.why}; users failed before that: ${users}` };
  }
  if (before.outcome !== 'scanned' || last.outcome !== 'scanned') return last;
  return {
    ...before,
    ...last,
    usersWithKeys: before.usersWithKeys + last.usersWithKeys,
    failedUsers: [...before.failedUsers, ...last.failedUsers],
  };
}

function joinCounts(before: readonly ExemptCount[], last: readonly ExemptCount[]): readonly ExemptCount[] {
  const counts = new Map(before.map(({ by, users }) => [by, users]));
  for (const { by, users } of last) counts.set(by, (counts.get(by) ?? 0) + users);
  return [...counts].map(([by, users]) => ({ by, users }));
}
