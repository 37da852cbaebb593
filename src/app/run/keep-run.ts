import type { FinishedRun } from './finish.ts';
import type { RunParts } from './parts.ts';

/** Keeps what an enforcing run found: its figures for trends and canaries, and, of a whole run, its report. */
export async function keepRun(
  { ledger, reports }: RunParts,
  { report, summary }: FinishedRun,
): Promise<void> {
  if (summary === undefined) return;
  await ledger.recordRun(summary);
  if (summary.partial !== true) await reports.keep(report);
}
