import { makeSchedule } from './make-schedule.ts';
import { codeOf, freshSeed } from './runner/code.ts';
import { problemsOf, storyLines, violationLines } from './runner/verdict.ts';

/** The schedules of `npm test`, of which each part plays a quarter: some that are always the same, from 1 on… */
export const FIXED = 300;
/** …and some that nobody has played, from a seed on that follows from the code. */
export const FRESH = 200;
const PARTS = 4;

/** For how long a shorter story is looked for, and of how many schedules of a part. */
const STORY_MS = 20_000;
const MOST_STORIES = 2;

/** Plays one part of the schedules that every `npm test` plays; parts run side by side. Gives what was broken. */
export async function trySchedules(part: 1 | 2 | 3 | 4): Promise<{
  readonly tried: number;
  readonly problems: readonly string[];
}> {
  const fresh = freshSeed(codeOf(process.cwd()));
  const fixedOnes = seedsOf(1, FIXED, part);
  const freshOnes = seedsOf(fresh.seed, FRESH, part);
  const problems: string[] = [];
  let stories = 0;
  for (const seed of [...fixedOnes, ...freshOnes]) {
    const broken = await problemsOf(makeSchedule(seed));
    if (broken.length === 0) continue;
    problems.push(...broken.map((problem) => `${problem} (replay: npm run soak -- --seed ${seed})`));
    print(violationLines(seed, broken));
    stories += 1;
    if (stories <= MOST_STORIES) print(await storyLines(seed, STORY_MS));
  }
  const tried = fixedOnes.length + freshOnes.length;
  print([
    `fault schedules tried: ${tried} (seeds ${inWords(fixedOnes)}, and fresh ones ${inWords(freshOnes)}), violations ${problems.length}`,
    `fresh seeds begin at ${fresh.seed}, which follows from ${fresh.from}`,
  ]);
  return { tried, problems };
}

function seedsOf(first: number, count: number, part: number): readonly number[] {
  const each = count / PARTS;
  return Array.from({ length: each }, (_, index) => first + (part - 1) * each + index);
}

function inWords(seeds: readonly number[]): string {
  return `${seeds.at(0)} to ${seeds.at(-1)}`;
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
