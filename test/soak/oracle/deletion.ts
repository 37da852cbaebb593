import type { Policy } from '../../../src/domain/policy.ts';
import { type Bench, isDue, policiesAt, RACE, SLACK } from './bench.ts';
import { isKeptByPerson } from './persons-own.ts';
import { type KeyLife, keysOf } from './scene.ts';

const DAY = 86_400_000;

/** What is wrong with the deletion of an inactive key, by the policy in force; undefined when it is right under any. */
export function deletionProblem(bench: Bench, key: KeyLife, at: number): string | undefined {
  const since = inactiveSince(bench, key, at);
  if (since === undefined) return 'deleted a key that was active';
  const off = key.switches.findLast((one) => one.to !== 'Active')?.at ?? since;
  if (key.uses.some((use) => use > off + RACE && use <= at - 2 * 3_600_000 - RACE))
    return 'deleted a key that was used since it was switched off';
  const persons = isKeptByPerson(bench.stage.knowledge, key, at);
  if (key.ours && key.promotedAt === undefined && !persons) {
    const soak = key.stored ? DAY : 0;
    return at - since < soak - SLACK ? 'discarded a stored key within 24 hours' : undefined;
  }
  let problem: string | undefined;
  for (const policy of policiesAt(bench, key.userId, at)) {
    problem =
      at - since < Math.max(policy.recoveryGrace, DAY) - SLACK
        ? `deleted a key after ${Math.round((at - since) / 3_600_000)} hours of soak`
        : (groundProblem(bench, key, { policy, at }) ?? promiseProblem(bench, key, at));
    if (problem === undefined) return undefined;
  }
  return problem;
}

/**
 * When the soak began, as far as Keyturn can know: with its own deactivation, or with the first run after somebody
 * else's. An active spell that ended before any run could see it is not known to anybody, since IAM keeps no history.
 */
function inactiveSince(bench: Bench, key: KeyLife, at: number): number | undefined {
  if (key.status === 'Active') return undefined;
  const { processes } = bench.stage.knowledge;
  const seenBetween = (from: number, until: number): boolean =>
    processes.some(
      (note) => note.undisturbed && note.enforce && note.startedAt > from && (note.endedAt ?? 0) < until,
    );
  let since: number | undefined;
  for (const [index, one] of key.switches.entries()) {
    if (one.to === 'Active') {
      const ended = key.switches[index + 1]?.at;
      if (ended === undefined || seenBetween(one.at, ended)) since = undefined;
    } else since ??= one.at;
  }
  const last = key.switches.findLast((one) => one.to !== 'Active');
  if (since === undefined || last?.ours === true) return since;
  const offAt = since ?? 0;
  const looked = processes.find((note) => note.enforce && (note.endedAt ?? at) >= offAt);
  return Math.min(Math.max(offAt, looked?.startedAt ?? offAt), at);
}

/** A key goes because Keyturn retired it, because its slot is needed, or because policy cleans up. */
function groundProblem(
  bench: Bench,
  key: KeyLife,
  { policy, at }: { readonly policy: Policy; readonly at: number },
): string | undefined {
  const others = keysOf(bench.scene, key.userId).filter((other) => other.id !== key.id);
  const replacement = (other: KeyLife): boolean =>
    other.ours &&
    other.promotedAt !== undefined &&
    other.status === 'Active' &&
    other.createdAt > key.createdAt - 1;
  const last = key.switches.findLast((one) => one.to !== 'Active');
  if (last?.ours === true) {
    if (key.goneFor === undefined || others.some(replacement)) return undefined;
    return 'deleted an old key whose replacement is not active any more';
  }
  if (key.switches.some((one) => one.ours) || others.some(replacement)) return undefined;
  // A deactivation that Keyturn had begun when a person was quicker is taken for its own.
  if (last !== undefined && hadBegun(bench, key, last.at)) return undefined;
  const slotNeeded =
    others.length === 1 &&
    others.some((other) => other.status === 'Active' && isDue(bench, other, policy, at));
  if (slotNeeded) return undefined;
  const { inactiveCleanup } = policy;
  if (inactiveCleanup !== 'off' && at >= key.createdAt + inactiveCleanup - SLACK) return undefined;
  return 'deleted an inactive key that nobody had asked to be cleaned up';
}

/** Whether Keyturn was at work on a deactivation of the key shortly before a person did the same. */
function hadBegun(bench: Bench, key: KeyLife, at: number): boolean {
  return bench.stage.knowledge.processes.some((note) => {
    if (note.startedAt > at || note.startedAt < at - 3 * DAY) return false;
    const meant = note.report?.decisions.some(
      ({ keyId, action }) => keyId === key.id && action === 'deactivate',
    );
    return note.crashed === true || meant === true;
  });
}

/** A date that the owner was told is kept. */
function promiseProblem(bench: Bench, key: KeyLife, at: number): string | undefined {
  const told = bench.stage.knowledge.mail.findLast(
    ({ notice, at: taken, misdated }) =>
      !misdated && notice.keyId === key.id && notice.pending === 'delete' && taken <= at - RACE,
  );
  const promised = told?.notice.plannedFor;
  return promised !== undefined && promised > at + SLACK ? 'deleted before the promised date' : undefined;
}
