import type { Action } from '../domain/decision.ts';
import type { RunReport } from '../domain/report.ts';
import type { RunSummary } from '../domain/run-summary.ts';

/** How many keys were seen, and how many active ones were at or past their limit when the run had done its work. */
function keyFigures(report: RunReport): { readonly keys: number; readonly overLimit: number } {
  const keys = new Set<string>();
  const over = new Set<string>();
  const gone = new Set<string>();
  for (const decision of report.decisions) {
    const key = `${decision.accountId}/${decision.keyId}`;
    keys.add(key);
    const { createdAt, limit, keyStatus, outcome, action } = decision;
    const old = createdAt !== undefined && limit !== undefined && report.endedAt >= createdAt + limit;
    if (old && keyStatus === 'active') over.add(key);
    if (outcome?.status === 'done' && (action === 'deactivate' || action === 'delete')) gone.add(key);
  }
  return { keys: keys.size, overLimit: [...over].filter((key) => !gone.has(key)).length };
}

/** The figures of a run that the ledger keeps, for trends and audits. */
export function summarize(
  report: RunReport,
  extra: Pick<RunSummary, 'canary' | 'partial' | 'otherLedger' | 'newLedger'> = {},
): RunSummary {
  const accounts = { scanned: 0, excluded: 0, failed: 0 };
  for (const entry of report.coverage) accounts[entry.outcome] += 1;
  const decisions: Record<Action, number> = {
    rotate: 0,
    deactivate: 0,
    delete: 0,
    warn: 0,
    hold: 0,
    repair: 0,
    none: 0,
  };
  for (const decision of report.decisions) decisions[decision.action] += 1;
  const done = report.decisions.filter((decision) => decision.outcome?.status === 'done').length;
  const failed = report.decisions.filter((decision) => decision.outcome?.status === 'failed').length;
  const { runId, startedAt, endedAt, enforce, complete } = report;
  const { keys, overLimit } = keyFigures(report);
  const figures = { accounts, decisions, done, failed, complete, keys, overLimit };
  return { runId, startedAt, endedAt, enforce, ...figures, ...extra };
}
