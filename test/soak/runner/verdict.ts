import { makeSchedule } from '../make-schedule.ts';
import { play } from '../play.ts';
import type { Schedule } from '../schedule.ts';
import { shrink } from '../shrink.ts';

/** Plays a schedule; a harness that fails is a problem of the schedule too. */
export async function problemsOf(schedule: Schedule): Promise<readonly string[]> {
  try {
    return (await play(schedule)).problems;
  } catch (error) {
    return [`the harness failed: ${error instanceof Error ? error.stack : String(error)}`];
  }
}

/** What is said at once of a schedule that broke something: what, and how to play it again. */
export function violationLines(seed: number, problems: readonly string[]): readonly string[] {
  return [
    `schedule ${seed}: ${problems.length} violations`,
    ...problems.slice(0, 5).map((problem) => `  ${problem}`),
    `  replay: npm run soak -- --seed ${seed}`,
  ];
}

/** The shortest story found within a time that still breaks something, a step a line. */
export async function storyLines(seed: number, withinMs: number): Promise<readonly string[]> {
  const schedule = makeSchedule(seed);
  const until = performance.now() + withinMs;
  const small = await shrink(schedule, problemsOf, () => performance.now() < until);
  return [
    `  schedule ${seed} shrunk from ${schedule.steps.length} steps to ${small.steps.length}:`,
    ...small.steps.map((step) => `    ${JSON.stringify(step)}`),
  ];
}
