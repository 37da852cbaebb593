import { isKeyturnError } from '../../../src/domain/errors.ts';
import type { Bench } from './bench.ts';

/** What is wrong with processes as a whole: dry runs that changed something, wrong clocks that were not noticed, budgets, silence about failures. */
export function processProblems(bench: Bench): readonly string[] {
  const { sandbox, knowledge, schedule } = bench.stage;
  const problems: string[] = [];
  const changed = new Map<string, number>();
  const created = new Map<string, number>();
  for (const call of sandbox.calls) {
    if (!call.ok || !call.mutation) continue;
    changed.set(call.processId, (changed.get(call.processId) ?? 0) + 1);
    if (call.operation === 'CreateAccessKey')
      created.set(call.processId, (created.get(call.processId) ?? 0) + 1);
  }
  for (const note of knowledge.processes) {
    const say = (text: string): void => {
      problems.push(`${new Date(note.startedAt).toISOString().slice(0, 16)} by ${note.id}: ${text}`);
    };
    if (!note.enforce && changed.has(note.id)) say('G4: a dry run changed something');
    if (!note.enforce && note.ledgerWrites > 0) say('G4: a dry run wrote to the ledger');
    if (note.wrongClock && note.crashed !== true && !isStop(note.error)) say('a wrong clock was not noticed');
    const most = knowledge.settings.findLast(({ at }) => at <= note.startedAt)?.settings.safety
      .maxChangesPerRun;
    if (most !== undefined && (created.get(note.id) ?? 0) > most) say('more changes than the budget allows');
    if (isUnexpected(note.error)) say(`ended with an unexpected error: ${String(note.error)}`);
    const { report } = note;
    if (report === undefined) continue;
    if (schedule.broken !== undefined && schedule.broken.userName === undefined && report.complete)
      say('G5: an account that could not be entered was not told of');
    const internal = report.coverage.some(
      (entry) =>
        (entry.outcome === 'failed' && entry.code === 'INTERNAL') ||
        (entry.outcome === 'scanned' && entry.failedUsers.some(({ code }) => code === 'INTERNAL')),
    );
    if (internal) say('a user or account failed with INTERNAL');
  }
  return problems;
}

/** Errors that a run may end with; anything else is a defect. */
function isUnexpected(error: unknown): boolean {
  if (error === undefined || isKeyturnError(error)) return isKeyturnError(error) && error.code === 'INTERNAL';
  return !(error instanceof Error && error.name === 'CallFailure');
}

/** Stopped for its clock; a run that failed before it could know did nothing either. */
function isStop(error: unknown): boolean {
  return error !== undefined;
}
