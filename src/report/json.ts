import type { AccountCoverage } from '../domain/coverage.ts';
import type { Decision } from '../domain/decision.ts';
import type { ReportedDecision, ReportedOutcome, RunReport } from '../domain/report.ts';
import { type Instant, isoTime } from '../domain/time.ts';
import { type KeyNaming, keyName, withMaskedKeys } from '../messages/key-name.ts';
import {
  type EvidenceDocument,
  evidenceDocument,
  type ObjectionDocument,
  objectionDocument,
  type WarningDocument,
  warningDocument,
} from './json-evidence.ts';
import { byPlace, byText } from './ordering.ts';
import { type Totals, totalsOf } from './totals.ts';

/** The JSON output of a run. Described field by field in docs/output.md, which a test holds against this. */
export interface RunDocument {
  readonly schema: 'keyturn/run/v1';
  readonly runId: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly enforce: boolean;
  readonly rehearsal: boolean;
  readonly complete: boolean;
  readonly exitCode: 0 | 2;
  readonly stopped?: { readonly code: string; readonly why: string };
  readonly caller: { readonly accountId: string; readonly arn: string };
  readonly ledgerId: string;
  readonly totals: Totals;
  readonly notices: RunReport['notices'];
  readonly coverage: readonly AccountCoverage[];
  readonly decisions: readonly DecisionDocument[];
}

/** One decision in the JSON output. */
export interface DecisionDocument {
  readonly accountId: string;
  readonly accountName: string;
  readonly userId: string;
  readonly userName: string;
  readonly keyId: string;
  readonly createdAt?: string;
  readonly action: Decision['action'];
  readonly reason: Decision['reason'];
  readonly due?: string;
  readonly outcome?: ReportedOutcome;
  readonly held?: NonNullable<Decision['held']>;
  readonly heldSince?: string;
  readonly escalated?: boolean;
  readonly objections?: readonly ObjectionDocument[];
  readonly clause?: NonNullable<Decision['clause']>;
  readonly repair?: NonNullable<Decision['repair']>;
  readonly warning?: WarningDocument;
  readonly evidence: readonly EvidenceDocument[];
}

/**
 * The report as a document for JSON: times as ISO 8601 in UTC, durations in seconds, key ids masked unless `fullIds`.
 *
 * Decisions are ordered by account, user and key and accounts by id, so that the documents of two runs can be compared
 * line by line.
 */
export function reportJson(report: RunReport, naming: KeyNaming = {}): RunDocument {
  return {
    schema: report.schema,
    runId: report.runId,
    startedAt: isoTime(report.startedAt),
    endedAt: isoTime(report.endedAt),
    enforce: report.enforce,
    rehearsal: report.rehearsal,
    complete: report.complete,
    exitCode: report.exitCode,
    ...(report.stopped === undefined ? {} : { stopped: report.stopped }),
    caller: report.caller,
    ledgerId: report.ledgerId,
    totals: totalsOf(report),
    notices: report.notices,
    coverage: [...report.coverage]
      .sort((a, b) => byText(a.accountId, b.accountId))
      .map((entry) => coverageDocument(entry, naming)),
    decisions: [...report.decisions].sort(byPlace).map((decision) => decisionDocument(decision, naming)),
  };
}

function coverageDocument(entry: AccountCoverage, naming: KeyNaming): AccountCoverage {
  if (entry.outcome !== 'scanned') return { ...entry, why: withMaskedKeys(entry.why, naming) };
  const failedUsers = [...entry.failedUsers]
    .sort((a, b) => byText(a.userName, b.userName) || byText(a.code, b.code))
    .map((user) => ({ ...user, why: withMaskedKeys(user.why, naming) }));
  return { ...entry, failedUsers };
}

function decisionDocument(decision: ReportedDecision, naming: KeyNaming): DecisionDocument {
  const { accountId, accountName, userId, userName, action, reason, evidence } = decision;
  const { createdAt, due, outcome, held, heldSince, escalated, objections, clause, repair, warning } =
    decision;
  return {
    accountId,
    accountName,
    userId,
    userName,
    keyId: keyName(decision.keyId, naming),
    ...given('createdAt', time(createdAt)),
    action,
    reason,
    ...given('due', time(due)),
    ...given('outcome', outcome === undefined ? undefined : outcomeDocument(outcome, naming)),
    ...given('held', held),
    ...given('heldSince', time(heldSince)),
    ...given('escalated', escalated),
    ...given(
      'objections',
      objections?.map((objection) => objectionDocument(objection, naming)),
    ),
    ...given('clause', clause),
    ...given('repair', repair),
    ...given('warning', warning === undefined ? undefined : warningDocument(warning)),
    evidence: evidence.map((fact) => evidenceDocument(fact, naming)),
  };
}

function outcomeDocument(outcome: ReportedOutcome, naming: KeyNaming): ReportedOutcome {
  return 'why' in outcome ? { ...outcome, why: withMaskedKeys(outcome.why, naming) } : outcome;
}

function time(at: Instant | undefined): string | undefined {
  return at === undefined ? undefined : isoTime(at);
}

/** The field when it has a value, nothing when it has none: JSON output carries no nulls. */
function given<K extends keyof DecisionDocument>(
  name: K,
  value: DecisionDocument[K] | undefined,
): Partial<Pick<DecisionDocument, K>> {
  return value === undefined ? {} : ({ [name]: value } as unknown as Pick<DecisionDocument, K>);
}
