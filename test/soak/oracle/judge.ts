import { isKeyturn, violations } from '../../../src/demo/invariants.ts';
import type { AccessKeyId } from '../../../src/domain/ids.ts';
import type { WorldEvent } from '../../../src/sandbox/index.ts';
import { versionIdOf } from '../../../src/secrets/secret-names.ts';
import type { Stage } from '../stage.ts';
import {
  type Bench,
  isDue,
  openBench,
  policiesAt,
  processOf,
  RACE,
  raced,
  SLACK,
  toldUse,
  wasExempt,
} from './bench.ts';
import { deactivationProblem } from './deactivation.ts';
import { deletionProblem } from './deletion.ts';
import { hadWrongClock, standingWord } from './holds.ts';
import { isKeptByPerson } from './persons-own.ts';
import { processProblems } from './processes.ts';
import { type KeyLife, keysOf, take } from './scene.ts';

const DAY = 86_400_000;

/** Judges everything that Keyturn did in a schedule, by AWS's own events and by what an observer knows. */
export function judge(stage: Stage): readonly string[] {
  const bench = openBench(stage);
  for (const event of stage.sandbox.world.events) {
    if (isKeyturn(event)) judgeChange(bench, event);
    take(bench.scene, event);
  }
  for (const { event, guarantee, text } of violations(stage.sandbox.world.events, {
    quiet: 0,
    soak: DAY - 2 * SLACK,
  })) {
    if (!bench.excused.has(event)) say(bench, event, `${guarantee}: ${text}`);
  }
  bench.problems.push(...processProblems(bench));
  return bench.problems;
}

function judgeChange(bench: Bench, event: WorldEvent): void {
  if (event.type === 'UpdateSecretVersionStage') judgeHandOver(bench, event);
  const { at } = event;
  const created = event.type === 'CreateAccessKey';
  const switchedOff = event.type === 'UpdateAccessKey' && event.detail.to === 'Inactive';
  const deleted = event.type === 'DeleteAccessKey';
  if (!created && !switchedOff && !deleted) return;
  if (hadWrongClock(bench, event)) say(bench, event, 'changed something with a clock that is wrong');
  if (created) {
    const problem = creationProblem(bench, event);
    if (problem !== undefined) say(bench, event, problem);
    return;
  }
  const key = bench.scene.keys.get(event.accessKeyId ?? '');
  if (key === undefined) return;
  if (deleted) excuse(bench, event, key);
  if (raced(bench, key, at)) {
    const since = key.switches.at(-1)?.at ?? key.bornAt;
    if (deleted && key.status === 'Active' && at - since > RACE)
      say(bench, event, 'deleted a key that was active');
    return;
  }
  const problem = takenAwayProblem(bench, key, event);
  // A key that a person made in the very moment of a request of Keyturn's cannot be told from the one it made.
  const mistaken = appearedWithOurs(bench, key) && toldUse(key, at) === undefined;
  if (problem !== undefined && !mistaken) say(bench, event, problem);
}

/** A key is handed over while it works, and after it was proven twice. */
function judgeHandOver(bench: Bench, event: WorldEvent): void {
  if (event.detail.stage !== 'AWSCURRENT') return;
  for (const key of bench.scene.keys.values()) {
    if (!key.ours || versionIdOf(key.id as AccessKeyId) !== event.detail.to) continue;
    if (raced(bench, key, event.at)) continue;
    if (key.goneAt !== undefined || key.status !== 'Active')
      say(bench, event, 'G1: handed over a key that is off');
    if (key.proofs.length < 2) say(bench, event, 'G1: handed over a key that was not proven');
  }
}

/** What is wrong with a change that takes a key away, whether it is switched off or deleted. */
function takenAwayProblem(bench: Bench, key: KeyLife, event: WorldEvent): string | undefined {
  const { at } = event;
  if (wasExempt(bench, key.userId, at)) return 'touched an exempt user';
  const word = standingWord(bench, key, at);
  if (word !== undefined) return `did not heed a person's word: ${word}`;
  const deleting = event.type === 'DeleteAccessKey';
  // What a person kept is that person's, and goes by the rules for such keys.
  if (key.ours && key.promotedAt === undefined && !isKeptByPerson(bench.stage.knowledge, key, at)) {
    if (toldUse(key, at) !== undefined) return 'discarded a key that is in use';
    return deleting ? deletionProblem(bench, key, at) : undefined;
  }
  const paused = pauseProblem(bench, key.accountId, at);
  if (paused !== undefined) return paused;
  const unread = unreadProblem(bench, event);
  if (unread !== undefined) return unread;
  if (deleting) return deletionProblem(bench, key, at);
  return key.status === 'Active' ? deactivationProblem(bench, key, at) : undefined;
}

/**
 * Whether a person's key appeared while a request of Keyturn's for one had gone out and was not answered. A process that fell
 * asleep at its request is at work before it, and the request arrives when it wakes up. One that died with its request has
 * noted that it was about to send it.
 */
function appearedWithOurs(bench: Bench, key: KeyLife): boolean {
  if (key.ours || key.bornAt - key.createdAt > 60_000) return false;
  const { sandbox, knowledge } = bench.stage;
  const died = knowledge.diedWith.some(
    ({ operation, userName, at }) =>
      operation === 'CreateAccessKey' && userName === key.userName && Math.abs(at - key.bornAt) < MOMENT,
  );
  if (died) return true;
  const ofAccount = sandbox.calls.filter((call) => call.accountId === key.accountId);
  const atWork = new Set(
    ofAccount.filter((call) => Math.abs(call.at - key.bornAt) < MOMENT).map((call) => call.processId),
  );
  return ofAccount.some(
    (call) =>
      call.operation === 'CreateAccessKey' &&
      call.at > key.bornAt - MOMENT &&
      (Math.abs(call.at - key.bornAt) < MOMENT || atWork.has(call.processId)),
  );
}

const MOMENT = 2 * 60_000;

function creationProblem(bench: Bench, event: WorldEvent): string | undefined {
  const { at, userId = '' } = event;
  const keys = keysOf(bench.scene, userId);
  const [any] = keys;
  if (keys.length >= 2) return `G7: made key number ${keys.length + 1}`;
  if (any === undefined || raced(bench, any, at)) return undefined;
  if (wasExempt(bench, userId, at)) return 'made a key for an exempt user';
  const policies = policiesAt(bench, userId, at);
  const due = keys.some(
    (key) => key.status === 'Active' && policies.some((policy) => isDue(bench, key, policy, at)),
  );
  if (!due) return 'made a key where none was due';
  return pauseProblem(bench, event.accountId, at);
}

/** A freeze in force, or canaries that have not come through. */
function pauseProblem(bench: Bench, accountId: string, at: number): string | undefined {
  const { knowledge } = bench.stage;
  const current = knowledge.settings.findLast((one) => one.at <= at);
  if (current === undefined || at - current.at < RACE) return undefined;
  const { freeze, canary } = current.settings.safety;
  const frozen = freeze.some(
    ({ from, until, accounts }) =>
      at >= from + RACE && at < until - SLACK && (accounts === undefined || accounts.includes(accountId)),
  );
  if (frozen) return 'changed something in a freeze';
  if (canary === undefined || canary.accounts.includes(accountId)) return undefined;
  const [first] = knowledge.processes.filter((note) => note.enforce);
  const early = first === undefined || at < first.startedAt + canary.for - SLACK;
  const forced = knowledge.orders.some((order) => order.kind === 'force' && order.at <= at);
  return early && !forced ? 'changed something before the canaries were through' : undefined;
}

/** What takes a key away was read in the same session: the keys, their last use, and what may exempt the user. */
function unreadProblem(bench: Bench, event: WorldEvent): string | undefined {
  const calls = bench.callsBySession.get(event.sessionName ?? '') ?? [];
  const read = calls.filter((call) => call.at <= event.at).map((call) => call.operation);
  const settings =
    bench.stage.knowledge.settings.findLast((one) => one.at <= event.at)?.settings ?? bench.stage.settings;
  const inForce = settings.exemptions.filter(({ until }) => until === undefined || until > event.at + SLACK);
  const needed = [
    'ListAccessKeys',
    'GetAccessKeyLastUsed',
    ...(inForce.some(({ group }) => group !== undefined) ? ['ListGroupsForUser'] : []),
    // A rule on paths as well may be ruled out by the path alone.
    ...(inForce.some(({ tag, paths }) => tag !== undefined && paths === undefined) ? ['ListUserTags'] : []),
  ];
  const missing = needed.find((operation) => !read.includes(operation));
  return missing === undefined ? undefined : `G3: changed a key without ${missing} having succeeded`;
}

/** The plain oracle knows nothing of races, nor of active spells that nobody could see. */
function excuse(bench: Bench, event: WorldEvent, key: KeyLife): void {
  const spells = key.switches.some((one, index) => one.to === 'Active' && index < key.switches.length - 1);
  const off = key.switches.findLast((one) => one.to !== 'Active')?.at ?? 0;
  // For seconds after it was switched off a key still works; and AWS tells of uses hours late.
  const usedLate = key.uses.some((use) => use > event.at - 3 * 3_600_000 || (use > off && use < off + RACE));
  if (raced(bench, key, event.at) || spells || usedLate) bench.excused.add(event);
}

function say(bench: Bench, event: WorldEvent, text: string): void {
  const { id = 'nobody' } = processOf(bench, event) ?? {};
  const when = new Date(event.at).toISOString().slice(0, 16);
  const who = `${event.userName ?? ''} …${event.accessKeyId?.slice(-4) ?? ''}`;
  bench.problems.push(`${when} ${who} by ${id}: ${event.type}: ${text}`);
}
