import { parseArgs } from 'node:util';
import { makeSchedule } from '../test/soak/make-schedule.ts';
import { codeInWords, codeOf, freshSeed } from '../test/soak/runner/code.ts';
import { playAll } from '../test/soak/runner/pool.ts';
import { openState } from '../test/soak/runner/state.ts';
import { problemsOf, storyLines, violationLines } from '../test/soak/runner/verdict.ts';

/**
 * Random fault schedules until the time is over, or until so many were tried: `npm run soak -- --minutes 60 --workers 2`.
 *
 * Begins at a seed that follows from the code, unless told otherwise, and goes on where it stopped when a state file is
 * given. Stops by itself, and exits with 1 when a guarantee was broken.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    schedules: { type: 'string' },
    workers: { type: 'string', default: '1' },
    from: { type: 'string', default: 'commit' },
    seed: { type: 'string' },
    state: { type: 'string' },
  },
});

/** How long a shorter story is looked for, while other schedules wait, and when one is played again on purpose. */
const STORY_MS = 10_000;
const LONG_STORY_MS = 300_000;
const SAVE_EVERY_MS = 5_000;
const TELL_EVERY_MS = 60_000;

if (values.seed === undefined) await soak();
else await playAgain(numberOf('seed', values.seed));

async function playAgain(seed: number): Promise<void> {
  const problems = await problemsOf(makeSchedule(seed));
  if (problems.length > 0) {
    print(violationLines(seed, problems));
    print(await storyLines(seed, LONG_STORY_MS));
    process.exitCode = 1;
  }
  print([`schedules tried: 1 (seed ${seed}), with violations: ${problems.length > 0 ? 1 : 0}`]);
}

async function soak(): Promise<void> {
  const code = codeOf(process.cwd());
  const fresh = freshSeed(code);
  const given = values.from === 'commit' ? undefined : numberOf('from', values.from);
  const state = openState(values.state, { from: given ?? fresh.seed, code });
  const origin =
    given === undefined && state.opening === undefined ? `, a seed that follows from ${fresh.from}` : '';
  print([state.opening ?? `trying ${codeInWords(code)}`, `seeds from ${state.from} on${origin}`]);
  const workers = numberOf('workers', values.workers);
  const most = values.schedules === undefined ? Infinity : numberOf('schedules', values.schedules);
  const startedAt = performance.now();
  const endsAt = startedAt + Number(values.minutes) * 60_000;
  const triedBefore = state.tried();
  let handedOut = triedBefore;
  let savedAt = startedAt;
  let toldAt = startedAt;

  const tell = (): void => {
    const seconds = Math.max(1, performance.now() - startedAt) / 1000;
    const rate = ((state.tried() - triedBefore) / seconds).toFixed(1);
    const bad = state.violations();
    const seeds = bad.length === 0 ? '' : ` (schedules ${bad.slice(-20).join(', ')})`;
    print([`schedules tried: ${state.tried()}, ${rate} a second, with violations: ${bad.length}${seeds}`]);
  };
  const end = (): void => {
    state.save();
    print(state.lines());
    tell();
    process.exitCode = state.violations().length > 0 ? 1 : 0;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      end();
      process.exit();
    });
  }
  await playAll({
    workers,
    storyMs: STORY_MS,
    next: () => {
      if (performance.now() >= endsAt || handedOut >= most) return undefined;
      handedOut += 1;
      return state.take();
    },
    tried: (seed, problems) => {
      state.done(seed, problems.length > 0);
      if (problems.length > 0) print(violationLines(seed, problems));
      const now = performance.now();
      if (problems.length > 0 || now - savedAt > SAVE_EVERY_MS) {
        savedAt = now;
        state.save();
      }
      if (now - toldAt > TELL_EVERY_MS) {
        toldAt = now;
        tell();
      }
    },
    story: print,
  });
  end();
}

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new Error(`--${name} takes a whole number, and got ${text}.`);
}

function print(lines: readonly string[]): void {
  for (const line of lines) console.log(line);
}
