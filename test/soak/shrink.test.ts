import { expect, it } from 'vitest';
import { oneUser, runOn } from './found/one-user.ts';
import { problemsOf, storyLines, violationLines } from './runner/verdict.ts';
import type { Schedule } from './schedule.ts';
import { shrink } from './shrink.ts';

const schedule = oneUser({ steps: [0, 1, 2, 3, 4, 5, 6, 7].map((day) => runOn(day)) });
const daysOf = ({ steps }: Schedule): readonly number[] => steps.map(({ day }) => day);

it('a story is shortened to the steps that it takes', async () => {
  const broken = async (one: Schedule): Promise<readonly string[]> =>
    [2, 5].every((day) => daysOf(one).includes(day))
      ? [`2026-01-0${one.steps.length} u1 by d5: x: lost`]
      : [];
  expect(daysOf(await shrink(schedule, broken))).toEqual([2, 5]);
});

it('and not to a story of something else', async () => {
  const broken = async (one: Schedule): Promise<readonly string[]> =>
    daysOf(one).includes(6)
      ? ['2026-01-07T13:00 u1 …AAAA by d6n0a: x: lost']
      : ['end: u1 …AAAA: left over (x)'];
  expect(daysOf(await shrink(schedule, broken))).toEqual([6]);
});

it('stops where the time is over, with the shortest that was found', async () => {
  let plays = 0;
  const broken = async (): Promise<readonly string[]> => {
    plays += 1;
    return ['lost'];
  };
  expect(await shrink(schedule, broken, () => plays < 2)).toMatchObject({ steps: { length: 4 } });
});

it('a harness that fails is a violation, with its replay', async () => {
  const settings = { ...schedule.settings, policy: undefined } as unknown as Schedule['settings'];
  const [problem = ''] = await problemsOf({ ...schedule, settings });
  expect(problem).toMatch(/^the harness failed: TypeError/);
  expect(violationLines(12, [problem])).toEqual([
    'schedule 12: 1 violations',
    `  ${problem}`,
    '  replay: npm run soak -- --seed 12',
  ]);
});

it('where no time is left the story is the whole schedule', async () => {
  const [first = '', ...steps] = await storyLines(7, 0);
  expect(first).toBe(`  schedule 7 shrunk from ${steps.length} steps to ${steps.length}:`);
  expect(steps[0]).toMatch(/^ {4}\{"kind":"/);
});
