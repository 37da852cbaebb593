import type { RunReport } from '../domain/report.ts';

/** Keeps the report of the latest whole enforcing run. */
export interface Reports {
  /** Replaces the report before; keeping the same one again changes nothing. */
  keep(report: RunReport): Promise<void>;
  last(): Promise<RunReport | undefined>;
}
