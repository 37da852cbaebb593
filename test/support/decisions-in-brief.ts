import type { ReportedDecision, RunReport } from '../../src/domain/report.ts';

/** Each decision of a run in a line: user, action, reason, outcome and what stands in its way. */
export const brief = (report: RunReport): readonly string[] =>
  report.decisions.map((d) =>
    `${d.userName} ${d.action}${d.held ? `(${d.held})` : ''} ${d.reason} ${d.outcome?.status ?? ''} ${(d.objections ?? []).map((o) => `${o.gate}:${o.state}`).join('+')}`.trim(),
  );

/** The gates that hold any of the decisions. */
export const gatesOf = (ds: readonly ReportedDecision[]): readonly string[] =>
  ds.flatMap((d) => d.objections ?? []).map((o) => o.gate);

/** Whether this run deactivated the key. */
export const isOff = (report: RunReport, keyId: string): boolean =>
  report.decisions.some(
    (one) => one.keyId === keyId && one.action === 'deactivate' && one.outcome?.status === 'done',
  );
