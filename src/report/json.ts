import type { AccountCoverage } from '../domain/coverage.ts';
import type { Narrowing } from '../domain/narrowing.ts';
import type { RunReport } from '../domain/report.ts';
import { isoTime } from '../domain/time.ts';
import { type Totals, totalsOf } from '../domain/totals.ts';
import type { UntoldOwners } from '../domain/untold-owners.ts';
import { type KeyNaming, withMaskedKeys } from '../messages/key-name.ts';
import { adviceByService, type ServiceAdvice } from './advice-by-service.ts';
import { type UserByReportDocument, userByReportDocuments } from './json-by-report.ts';
import {
  type AdviceDocument,
  type AppliedDocument,
  adviceDocuments,
  appliedDocument,
  type ExemptionDocument,
  exemptionDocument,
  type TrendDocument,
  trendDocument,
} from './json-context.ts';
import { type DecisionDocument, decisionDocument } from './json-decision.ts';
import { byPlace, byText } from './ordering.ts';

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
  readonly narrowed?: Narrowing;
  readonly untold?: UntoldOwners;
  readonly stopped?: { readonly code: string; readonly why: string };
  readonly applied?: AppliedDocument;
  readonly caller: { readonly accountId: string; readonly arn: string };
  readonly organizationId?: string;
  readonly ledgerId: string;
  readonly totals: Totals;
  readonly notices: RunReport['notices'];
  readonly coverage: readonly AccountCoverage[];
  readonly decisions: readonly DecisionDocument[];
  readonly byReport: readonly UserByReportDocument[];
  readonly exemptionRules: readonly ExemptionDocument[];
  readonly advice: readonly AdviceDocument[];
  readonly adviceByService: readonly ServiceAdvice[];
  readonly trend: readonly TrendDocument[];
}

/**
 * The report as a document for JSON: times as ISO 8601 in UTC, durations in seconds, key ids masked unless `fullIds`.
 *
 * Decisions are ordered by account, user and key and accounts by id, so that the documents of two runs can be compared
 * line by line. Write it with `jsonText`, which also escapes what JSON itself would let through to a terminal.
 */
export function reportJson(report: RunReport, naming: KeyNaming = {}): RunDocument {
  const { untold, stopped, applied, organizationId, narrowed } = report;
  return {
    schema: report.schema,
    runId: report.runId,
    startedAt: isoTime(report.startedAt),
    endedAt: isoTime(report.endedAt),
    enforce: report.enforce,
    rehearsal: report.rehearsal,
    complete: report.complete,
    exitCode: report.exitCode,
    ...(narrowed === undefined ? {} : { narrowed }),
    ...(untold === undefined ? {} : { untold }),
    ...(stopped === undefined
      ? {}
      : { stopped: { code: stopped.code, why: withMaskedKeys(stopped.why, naming) } }),
    ...(applied === undefined ? {} : { applied: appliedDocument(applied, naming) }),
    caller: report.caller,
    ...(organizationId === undefined ? {} : { organizationId }),
    ledgerId: report.ledgerId,
    totals: totalsOf(report),
    notices: report.notices,
    coverage: [...report.coverage]
      .sort((a, b) => byText(a.accountId, b.accountId))
      .map((entry) => coverageDocument(entry, naming)),
    decisions: [...report.decisions]
      .sort(byPlace)
      .map((decision) => decisionDocument(decision, { ...naming, now: report.endedAt })),
    byReport: userByReportDocuments(report.byReport ?? []),
    exemptionRules: report.exemptions.map(exemptionDocument),
    advice: adviceDocuments(report.advice, naming),
    adviceByService: adviceByService(report.advice),
    trend: report.trend.map(trendDocument),
  };
}

function coverageDocument(entry: AccountCoverage, naming: KeyNaming): AccountCoverage {
  if (entry.outcome !== 'scanned') return { ...entry, why: withMaskedKeys(entry.why, naming) };
  const failedUsers = [...entry.failedUsers]
    .sort((a, b) => byText(a.userName, b.userName) || byText(a.code, b.code))
    .map((user) => ({ ...user, why: withMaskedKeys(user.why, naming) }));
  const note = entry.note === undefined ? {} : { note: withMaskedKeys(entry.note, naming) };
  return { ...entry, failedUsers, ...note };
}
