import type { Action } from '../domain/decision.ts';
import type { RunReport } from '../domain/report.ts';
import type { RunSummary } from '../domain/run-summary.ts';

/** The figures of a run that the ledger keeps, for trends and audits. */
export function summarize(report: RunReport): RunSummary {
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
  return { runId, startedAt, endedAt, enforce, accounts, decisions, done, failed, complete };
}
