import type { RunReport } from '../../domain/report.ts';
import { begin } from './begin.ts';
import { keepRun } from './keep-run.ts';
import type { RunOptions } from './options.ts';
import type { RunParts } from './parts.ts';
import { play } from './play.ts';

/**
 * One run: read every account, plan every user, and (with `enforce`) do what is due.
 *
 * All stages in one process. One account's failure never touches another account, one user's failure never another user.
 * Errors that concern the run as a whole (credentials, clock, the organization's list, the ledger) are thrown as
 * KeyturnErrors.
 */
export async function runOnce(parts: RunParts, options: RunOptions): Promise<RunReport> {
  const manifest = await begin(parts, options);
  const finished = await play(parts, manifest);
  await keepRun(parts, finished);
  return finished.report;
}
