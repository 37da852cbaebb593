import { makeSchedule } from '../make-schedule.ts';
import { problemsOf, storyLines } from './verdict.ts';

/** What a worker is asked: to play one schedule. */
export interface Task {
  readonly seed: number;
  /** How long it may look for a shorter story, when something broke. */
  readonly storyMs: number;
}

/** What a worker says: first what came of the schedule, then, where something broke, its story. */
export type Saying =
  | { readonly kind: 'tried'; readonly seed: number; readonly problems: readonly string[] }
  | { readonly kind: 'story'; readonly seed: number; readonly lines: readonly string[] };

const say = (saying: Saying): void => {
  process.send?.(saying);
};

process.on('message', ({ seed, storyMs }: Task) => {
  void problemsOf(makeSchedule(seed)).then(async (problems) => {
    say({ kind: 'tried', seed, problems });
    if (problems.length > 0) say({ kind: 'story', seed, lines: await storyLines(seed, storyMs) });
  });
});
// Ctrl-C reaches the whole group of processes; the one that handed out the work decides when it ends.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());
