import { makeSchedule } from './make-schedule.ts';
import { play } from './play.ts';

/** The first schedule of `npm test`, and how many there are of each part. */
const FIRST = 1;
const IN_EACH_PART = 125;

/** Plays one part of the schedules that every `npm test` plays; parts run side by side. Gives what was broken. */
export async function trySchedules(part: 1 | 2 | 3 | 4): Promise<{
  readonly tried: number;
  readonly problems: readonly string[];
}> {
  const problems: string[] = [];
  const from = FIRST + (part - 1) * IN_EACH_PART;
  for (let seed = from; seed < from + IN_EACH_PART; seed += 1) {
    const outcome = await play(makeSchedule(seed));
    problems.push(
      ...outcome.problems.map((problem) => `${problem} (replay: npm run soak -- --seed ${seed})`),
    );
  }
  process.stdout.write(
    `fault schedules tried: ${IN_EACH_PART} (${from} to ${from + IN_EACH_PART - 1}), violations ${problems.length}\n`,
  );
  return { tried: IN_EACH_PART, problems };
}
