import type { Policy } from '../../src/domain/policy.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';
import { day } from '../support/world.ts';
import { isIdleDay, isRetryDay } from './idle.ts';
import { endProblems } from './oracle/end.ts';
import { judge } from './oracle/judge.ts';
import { stateProblemsNow } from './oracle/state.ts';
import { actByHand } from './people/hand.ts';
import { giveOrder } from './people/orders.ts';
import { actOwners, firstOwners, type Owner, readMail } from './people/owners.ts';
import { playRun } from './runs.ts';
import type { Schedule, Step } from './schedule.ts';
import { buildStage, moveTo, type Stage } from './stage.ts';

/** How a schedule went. */
export interface Outcome {
  readonly problems: readonly string[];
  readonly runs: number;
  readonly calls: number;
  readonly stage: Stage;
}

/** How long the quiet days at the end last at most. */
const MOST_QUIET_DAYS = 70;

/** Plays a schedule to its end, and judges everything that happened. */
export async function play(schedule: Schedule): Promise<Outcome> {
  const stage = buildStage(schedule);
  const owners = firstOwners(stage);
  const byDay = new Map<number, Step[]>();
  for (const step of schedule.steps) byDay.set(step.day, [...(byDay.get(step.day) ?? []), step]);
  let read = 0;
  for (let today = 0; today <= schedule.lastDay; today += 1) {
    if (schedule.later?.day === today) changeSettings(stage, schedule.later.settings);
    await morning(stage, owners, today);
    for (const [index, step] of (byDay.get(today) ?? []).entries()) {
      await playStep(stage, owners, step, `d${today}n${index}`);
      stage.knowledge.problems.push(...(await stateProblemsNow(stage, today)));
    }
    read = readMail(stage, owners, read, today);
    if (stage.knowledge.problems.length > 0) break;
  }
  if (stage.knowledge.problems.length === 0) await playQuietDays(stage, owners, read);
  const problems = [...new Set([...stage.knowledge.problems, ...judge(stage)])];
  await stage.ledger.close();
  const runs = stage.knowledge.processes.length;
  return { problems, runs, calls: stage.sandbox.calls.length, stage };
}

function changeSettings(stage: Stage, settings: Schedule['settings']): void {
  stage.settings = settings;
  stage.touched = true;
  stage.knowledge.settings.push({ at: stage.sandbox.clock.now(), settings });
}

/** Owners act at nine; who is cut off may call for an undo. */
async function morning(stage: Stage, owners: Owner[], today: number): Promise<void> {
  moveTo(stage, day(today) - 4 * HOUR);
  for (const [index, { owner, keyId }] of (await actOwners(stage, owners, today)).entries()) {
    const key = stage.sandbox.world.iam.key(keyId);
    const subject = { ...owner, keys: [key] };
    const seed = stage.schedule.seed + today * 100 + index;
    await giveOrder(stage, { act: 'undo', seed, id: `u${today}n${index}`, subject });
  }
}

async function playStep(stage: Stage, owners: Owner[], step: Step, name: string): Promise<void> {
  const at = day(step.day) + (step.seed % 3) * HOUR;
  if (step.kind === 'run') {
    moveTo(stage, at);
    if (!step.forced && ((await isIdleDay(stage)) || isSameOldDay(stage))) return;
    await playRun(stage, owners, step, name);
    return;
  }
  moveTo(stage, at - HOUR);
  const { act, seed } = step;
  if (act === 'undo' || act === 'keep' || act === 'release' || act === 'extend' || act === 'force') {
    await giveOrder(stage, { act, seed, id: name });
    return;
  }
  await actByHand(stage, owners, { act, seed });
}

/** Where runs in a row have found the same and done nothing, only some days have one. */
function isSameOldDay(stage: Stage): boolean {
  return !stage.touched && stage.same.times >= 1 && !isRetryDay(stage.sandbox.clock.now());
}

/** What a key's way out takes by a policy, from its limit to its deletion, when everything takes its longest. */
function longestWayOut(policy: Policy): number {
  const { installGrace, recoveryGrace, warnBefore, minNotice, quietPeriod, reportingLag, inUse } = policy;
  const warned = Math.max(0, ...warnBefore) + minNotice;
  return installGrace + recoveryGrace + warned + quietPeriod + reportingLag + inUse.extend;
}

/** Nothing goes wrong any more, nobody does anything but use keys: what was begun must come to its end. */
async function playQuietDays(stage: Stage, owners: Owner[], alreadyRead: number): Promise<void> {
  const { lastDay } = stage.schedule;
  const quietDays = Math.min(MOST_QUIET_DAYS, Math.ceil(longestWayOut(stage.settings.policy) / DAY) + 8);
  const quietFrom = stage.sandbox.clock.now();
  let read = alreadyRead;
  stage.touched = true;
  for (let today = lastDay + 1; today <= lastDay + quietDays; today += 1) {
    await morning(stage, owners, today);
    const last = today === lastDay + quietDays;
    await playStep(
      stage,
      owners,
      { kind: 'run', day: today, seed: today * 3, style: 'plain', faults: { points: [] }, forced: last },
      `q${today}`,
    );
    read = readMail(stage, owners, read, today);
  }
  stage.knowledge.problems.push(...(await endProblems(stage, quietFrom)));
}
