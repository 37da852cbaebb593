import type { RunReport } from '../domain/report.ts';
import { DAY } from '../domain/time.ts';
import { violations } from './invariants.ts';
import type { DayStory, Play } from './play.ts';

/** Whether the story went as it should, and every way in which it did not. */
export interface Verdict {
  readonly asExpected: boolean;
  readonly problems: readonly string[];
  readonly handedOver: number;
  readonly cutOff: number;
  readonly undone: number;
}

/**
 * Judges a story by what happened in the simulated AWS, not by what Keyturn reports of itself.
 *
 * Expected: no guarantee broken; whoever was cut off could be helped by an undo the same day; one account excluded and
 * one failed, loudly; all others scanned without a failure that the script did not cause.
 */
export function judge(play: Play, days: readonly DayStory[]): Verdict {
  const { policy } = play.settings;
  const broken = violations(play.sandbox.world.events, {
    quiet: policy.quietPeriod + policy.reportingLag - DAY,
    soak: policy.recoveryGrace,
  });
  const problems = broken.map(
    ({ guarantee, text, event }) => `${guarantee}: ${text} (${event.userName ?? 'unknown'})`,
  );
  const cutOff = days.flatMap((day) => day.owners.filter((event) => event.kind === 'cut-off'));
  const undone = days.flatMap((day) => day.undone);
  if (undone.length < cutOff.length) problems.push(`${cutOff.length - undone.length} owners stayed cut off`);
  for (const day of days) {
    for (const decision of day.report.decisions) {
      if (decision.outcome?.status !== 'failed' || isScripted(decision.userName, decision.outcome.code))
        continue;
      problems.push(`day ${day.day}: ${decision.userName} failed: ${decision.outcome.code}`);
    }
  }
  if (play.last !== undefined) problems.push(...coverageProblems(play.last));
  const handedOver = days
    .flatMap((day) => day.report.decisions)
    .filter((decision) => decision.action === 'rotate' && decision.outcome?.status === 'done').length;
  return {
    asExpected: problems.length === 0,
    problems,
    handedOver,
    cutOff: cutOff.length,
    undone: undone.length,
  };
}

/** The one failure that the script causes: the lost answer in the build account. */
function isScripted(userName: string, code: string): boolean {
  return userName.length > 0 && (code === 'TimeoutError' || code === 'ECONNRESET');
}

function coverageProblems(report: RunReport): readonly string[] {
  const outcomes = { scanned: 0, excluded: 0, failed: 0 };
  for (const entry of report.coverage) outcomes[entry.outcome] += 1;
  const { scanned, excluded, failed } = outcomes;
  if (scanned === 11 && excluded === 1 && failed === 1) return [];
  return [
    `coverage was ${scanned} scanned, ${excluded} excluded, ${failed} failed; 11, 1 and 1 were to be expected`,
  ];
}
