import type { RunReport } from '../../domain/report.ts';
import type { RunSummary } from '../../domain/run-summary.ts';
import { totalsOf } from '../../domain/totals.ts';

/** The figures of a run that the ledger keeps, for trends and audits. */
export function summarize(
  report: RunReport,
  extra: Pick<RunSummary, 'canary' | 'partial' | 'otherLedger' | 'newLedger'> = {},
): RunSummary {
  const { accounts, actions: decisions, outcomes, keys, keysOverLimit: overLimit } = totalsOf(report);
  const { runId, startedAt, endedAt, enforce, complete } = report;
  const { done, failed } = outcomes;
  const figures = { accounts, decisions, done, failed, complete, keys, overLimit };
  return { runId, startedAt, endedAt, enforce, ...figures, ...extra };
}
