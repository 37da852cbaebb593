import { parseArgs } from 'node:util';
import { makeSchedule } from '../test/soak/make-schedule.ts';
import { play } from '../test/soak/play.ts';
import { openProgress } from '../test/soak/progress.ts';
import { shrink } from '../test/soak/shrink.ts';

/**
 * Random fault schedules until the time is over: `npm run soak -- --minutes 60`.
 *
 * Goes on where it stopped when a state file is given, stops by itself, and exits with 1 when a guarantee was broken.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    state: { type: 'string' },
  },
});

const progress = openProgress(values.seed === undefined ? values.state : undefined, Number(values.from));
const startedAt = Date.now();
const endsAt = startedAt + Number(values.minutes) * 60_000;
const only = values.seed === undefined ? undefined : Number(values.seed);
let triedNow = 0;
let toldAt = startedAt;

for (;;) {
  const seed = only ?? progress.next();
  const schedule = makeSchedule(seed);
  const problems = await problemsOf(schedule);
  triedNow += 1;
  progress.tried(seed, problems.length > 0);
  if (problems.length > 0) {
    console.log(`schedule ${seed}: ${problems.length} violations`);
    for (const problem of problems.slice(0, 5)) console.log(`  ${problem}`);
    console.log(`  replay: npm run soak -- --seed ${seed}`);
    const small = await shrink(schedule, problemsOf);
    console.log(`  shrunk from ${schedule.steps.length} steps to ${small.steps.length}:`);
    for (const step of small.steps) console.log(`    ${JSON.stringify(step)}`);
  }
  const now = Date.now();
  if (now - toldAt > 60_000) {
    toldAt = now;
    tell(now);
  }
  if (only !== undefined || now >= endsAt) break;
}
tell(Date.now());
process.exitCode = progress.violations().length > 0 ? 1 : 0;

async function problemsOf(schedule: ReturnType<typeof makeSchedule>): Promise<readonly string[]> {
  try {
    return (await play(schedule)).problems;
  } catch (error) {
    return [`the harness failed: ${error instanceof Error ? error.stack : String(error)}`];
  }
}

function tell(now: number): void {
  const rate = (triedNow / Math.max(1, (now - startedAt) / 1000)).toFixed(1);
  const bad = progress.violations();
  const seeds = bad.length === 0 ? '' : ` (schedules ${bad.slice(-20).join(', ')})`;
  console.log(
    `schedules tried: ${progress.count()}, ${rate} a second, with violations: ${bad.length}${seeds}`,
  );
}
