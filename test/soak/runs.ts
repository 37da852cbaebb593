import fc from 'fast-check';
import { runOnce } from '../../src/app/run/run-once.ts';
import type { RunReport } from '../../src/domain/report.ts';
import { diceOf } from './dice.ts';
import type { ProcessNote } from './knowledge.ts';
import { actByHand, type WorldAct } from './people/hand.ts';
import type { Owner } from './people/owners.ts';
import { type ProcessSetup, startProcess } from './process.ts';
import type { FaultPlan, FaultPoint, Step } from './schedule.ts';
import type { Stage } from './stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HEALTHY: FaultPlan = { points: [] };

/** What somebody may do between two calls of a run. */
const MEANWHILE: readonly WorldAct[] = [
  'create-key',
  'deactivate-key',
  'reactivate-key',
  'delete-key',
  'delete-user',
  'recreate-user',
  'purge-secret',
  'overwrite-secret',
  'exempt-user',
];

type RunStep = Step & { readonly kind: 'run' };

/** Plays one step of running Keyturn, in its style, with its faults. */
export async function playRun(stage: Stage, owners: Owner[], step: RunStep, name: string): Promise<void> {
  const dice = diceOf(step.seed);
  stage.touched = false;
  const interlude = async (point: FaultPoint, userName: string | undefined): Promise<void> => {
    if (point.what !== 'hand') return;
    await actByHand(stage, owners, { act: dice.pick(MEANWHILE), seed: dice.fork(), userName });
  };
  const setup = (id: string, more: Partial<ProcessSetup> = {}): ProcessSetup => ({
    id: `${name}${id}`,
    seed: dice.fork(),
    plan: step.faults,
    enforce: true,
    alone: true,
    interlude,
    ...more,
  });
  switch (step.style) {
    case 'plain':
      return await again(stage, await oneRun(stage, setup('a')), setup('b', { plan: HEALTHY }));
    case 'twice':
      await oneRun(stage, setup('a'));
      stage.sandbox.clock.advance(dice.pick([MINUTE, 11 * MINUTE, HOUR, 5 * HOUR]));
      await oneRun(stage, setup('b', { plan: HEALTHY }));
      return;
    case 'overlapping':
      return await overlapping(
        stage,
        ['a', 'b', 'c'].slice(0, dice.pick([2, 2, 3])).map((id) => setup(id)),
        dice.fork(),
      );
    case 'overtaken':
      return await overtaken(stage, owners, setup, dice.fork());
    case 'dry':
      await oneRun(stage, setup('a', { enforce: false }));
      return;
    case 'wrong-clock': {
      const offsetMs = dice.pick([-30 * 24 * HOUR, -HOUR, -6 * MINUTE, 6 * MINUTE, 3 * HOUR, 40 * 24 * HOUR]);
      // A jump could put it right again, and then there would be nothing to notice.
      const points = step.faults.points.filter(({ what }) => what !== 'clock-jump');
      await oneRun(stage, setup('a', { plan: { ...step.faults, points, offsetMs }, wrongClock: true }));
      return;
    }
    default:
      throw new Error('No such style.');
  }
}

/** One run of Keyturn, by one process. */
export async function oneRun(stage: Stage, setup: ProcessSetup): Promise<ProcessNote> {
  const { note, result } = await startProcess<RunReport>(stage, setup, (parts) =>
    runOnce(parts, { enforce: setup.enforce }),
  );
  if (result !== undefined) {
    note.report = result;
    const digest = result.decisions.map(({ keyId, action, reason, outcome }) => [
      keyId,
      action,
      reason,
      outcome?.status,
    ]);
    const text = JSON.stringify(digest.sort());
    const same = text === stage.same.digest && !text.includes('"done"');
    stage.same = { digest: text, times: same ? stage.same.times + 1 : 0 };
  }
  if (result !== undefined) stage.knowledge.said.push(JSON.stringify(result.decisions));
  return note;
}

/** A run that died is started again an hour later. */
async function again(stage: Stage, note: ProcessNote, setup: ProcessSetup): Promise<void> {
  if (note.crashed !== true || setup.seed % 3 === 0) return;
  stage.sandbox.clock.advance(HOUR);
  await oneRun(stage, setup);
}

/** Several processes at once: a scheduler says whose call or write is next. */
async function overlapping(stage: Stage, setups: readonly ProcessSetup[], seed: number): Promise<void> {
  const [scheduler] = fc.sample(fc.scheduler(), { seed: seed | 0, numRuns: 1 });
  if (scheduler === undefined) throw new Error('no scheduler');
  const turn = async (): Promise<void> => {
    await scheduler.schedule(Promise.resolve(), 'turn');
  };
  const dice = diceOf(seed);
  const runs = setups.map(async (setup, index) => {
    // Whoever begins later meets the others in the middle of their work.
    const behind = index === 0 ? 0 : dice.pick([0, dice.between(0, 60)]);
    for (let waited = 0; waited < behind; waited += 1) await turn();
    return await oneRun(stage, { ...setup, alone: false, turn });
  });
  await scheduler.waitFor(Promise.all(runs));
}

/** A process falls asleep at some call; another does a whole run meanwhile; then the first goes on with what it believes. */
async function overtaken(
  stage: Stage,
  owners: Owner[],
  setup: (id: string, more?: Partial<ProcessSetup>) => ProcessSetup,
  seed: number,
): Promise<void> {
  const dice = diceOf(seed);
  const what = 'sleep' as const;
  const ms = dice.pick([MINUTE, 10 * MINUTE, 14.5 * MINUTE, 16 * MINUTE, HOUR, 26 * HOUR]);
  const operation = dice.pick([
    'CreateAccessKey',
    'UpdateAccessKey',
    'DeleteAccessKey',
    'PutSecretValue',
    'UpdateSecretVersionStage',
    'ListUserTags',
    'DescribeSecret',
  ]);
  const point: FaultPoint = dice.chance(0.75)
    ? { at: dice.pick([0, 0, 1]), operation, what, ms }
    : { at: dice.between(3, 40), what, ms };
  const own = setup('a');
  const interlude = async (struck: FaultPoint, userName: string | undefined): Promise<void> => {
    if (struck !== point) return await own.interlude?.(struck, userName);
    // A person acts early in the sleep, so that whoever wakes up later has had the time to be told.
    if (dice.chance(0.6)) {
      await actByHand(stage, owners, { act: dice.pick(MEANWHILE), seed: dice.fork(), userName });
      stage.sandbox.clock.advance(ms);
    }
    if (dice.chance(0.6)) await oneRun(stage, setup('b', { plan: HEALTHY, alone: false }));
  };
  const plan = { ...own.plan, points: [...own.plan.points, point] };
  await oneRun(stage, { ...own, plan, alone: false, interlude });
}
