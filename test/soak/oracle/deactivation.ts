import type { Policy } from '../../../src/domain/policy.ts';
import {
  type Bench,
  isDue,
  isHandedOver,
  maybeToldUse,
  policiesAt,
  SLACK,
  toldUse,
  wasForced,
} from './bench.ts';
import { lastKeyProblem } from './last-key.ts';
import { noticeProblem } from './notice.ts';
import { type KeyLife, keysOf } from './scene.ts';

/** A clause of G2 under which a deactivation may happen, and whether policy may relax the quiet gate under it. */
interface Clause {
  readonly replacement?: KeyLife;
  readonly relaxable: boolean;
  /** From when on a key in use may go, where policy says so. */
  readonly end: number;
}

/** What is wrong with a deactivation by the policy in force; undefined when it is right under any that may have been. */
export function deactivationProblem(bench: Bench, key: KeyLife, at: number): string | undefined {
  let problem: string | undefined;
  for (const policy of policiesAt(bench, key.userId, at)) {
    const clauses = clausesOf(bench, key, { policy, at });
    problem = 'deactivated under no clause of G2';
    for (const clause of clauses) {
      problem =
        quietProblem(bench, key, { policy, at, clause }) ??
        noticeProblem(bench, key, { policy, at }) ??
        lastKeyProblem(bench, key, { policy, at });
      if (problem !== undefined) continue;
      key.goneFor = clause.replacement;
      return undefined;
    }
  }
  return problem;
}

interface When {
  readonly policy: Policy;
  readonly at: number;
}

function clausesOf(bench: Bench, key: KeyLife, when: When): readonly Clause[] {
  const { policy, at } = when;
  const others = keysOf(bench.scene, key.userId).filter((other) => other.id !== key.id);
  const active = others.filter((other) => other.status === 'Active');
  const clauses: Clause[] = [];
  for (const other of active) {
    if (!isReplacement(bench, key, other)) continue;
    const graceEnd = (other.promotedAt ?? 0) + policy.installGrace;
    if (at < graceEnd - SLACK) continue;
    clauses.push({ replacement: other, relaxable: true, end: graceEnd });
  }
  if (isUnused(key, when) && policy.unusedKeys === 'retire' && isDue(bench, key, policy, at))
    clauses.push({ relaxable: false, end: Number.POSITIVE_INFINITY });
  for (const other of active) {
    if (isKept(bench, other, key, at)) clauses.push({ relaxable: false, end: Number.POSITIVE_INFINITY });
    const newerInUse =
      other.createdAt >= key.createdAt &&
      !(at >= other.createdAt + policy.rotateAfter + SLACK) &&
      (maybeToldUse(other, at) ?? 0) > (toldUse(key, at) ?? 0);
    if (newerInUse && isDue(bench, key, policy, at))
      clauses.push({ relaxable: false, end: Number.POSITIVE_INFINITY });
    const bothDue = isDue(bench, key, policy, at) && isDue(bench, other, policy, at);
    if (policy.conflict === 'block' || others.length !== 1 || !bothDue) continue;
    const named = policy.conflict !== 'retire-oldest' || key.createdAt <= other.createdAt + 1000;
    const later = bench.stage.schedule.later !== undefined;
    const end = Math.max(...[key, other].map((one) => limitOf(bench, one, { policy, at })));
    if (named || later) clauses.push({ relaxable: true, end });
  }
  return clauses;
}

/** When a key came to its limit, by its age or because a person ordered it. */
function limitOf(bench: Bench, key: KeyLife, { policy, at }: When): number {
  return wasForced(bench, key, at) ? 0 : key.createdAt + policy.rotateAfter;
}

/** Made by Keyturn after the other, proven twice before it was handed over, and still what the secret gives. */
function isReplacement(bench: Bench, key: KeyLife, other: KeyLife): boolean {
  const { promotedAt } = other;
  if (!other.ours || promotedAt === undefined || other.bornAt <= key.bornAt - 1) return false;
  const proofs = other.proofs.filter((proof) => proof <= promotedAt).length;
  return proofs >= 2 && isHandedOver(bench, other);
}

/** Never used, or not for as long as policy says. */
function isUnused(key: KeyLife, { policy, at }: When): boolean {
  const used = toldUse(key, at);
  return used === undefined || at - used >= policy.unusedFor - SLACK;
}

/** A person said that the other key is to be kept, when this one was there already. */
function isKept(bench: Bench, other: KeyLife, key: KeyLife, at: number): boolean {
  const last = bench.stage.knowledge.orders.findLast(
    (order) => order.kind === 'keep' && order.userId === key.userId && order.at <= at,
  );
  return last?.keyId === other.id && key.createdAt <= last.at + SLACK;
}

function quietProblem(
  bench: Bench,
  key: KeyLife,
  when: When & { readonly clause: Clause },
): string | undefined {
  const { policy, at, clause } = when;
  const quietSince = Math.max(key.createdAt, toldUse(key, at) ?? 0);
  if (at - quietSince >= policy.quietPeriod + policy.reportingLag - SLACK) return undefined;
  if (!clause.relaxable || policy.inUse.afterwards !== 'deactivate')
    return `deactivated a key that was used ${Math.round((at - quietSince) / 3_600_000)} hours before`;
  if (policy.inUse.extend === 0) return at >= clause.end - SLACK ? undefined : 'deactivated before the end';
  const from = clause.replacement?.promotedAt ?? 0;
  const until = clause.end + policy.inUse.extend;
  const told = bench.stage.knowledge.mail.filter(
    ({ notice, at: taken }) =>
      notice.keyId === key.id &&
      notice.pending === 'deactivate' &&
      taken >= from &&
      taken <= at - policy.minNotice + SLACK &&
      (notice.plannedFor ?? 0) <= at + SLACK,
  );
  // The message that put it off may have met no channel; then the warnings for the new end tell of it.
  const extended = told.some(
    ({ notice }) =>
      notice.kind === 'extended' ||
      (notice.kind === 'warning' && (notice.plannedFor ?? 0) > clause.end + SLACK),
  );
  // What was promised under an earlier document is kept, and need not be promised anew.
  if (extended && bench.stage.schedule.later !== undefined) return undefined;
  if (at < until - SLACK) return 'deactivated a key in use before its extension ended';
  if (policy.notice === 'not-required') return undefined;
  // The extension's own notice, or a later one that names no earlier end.
  const announced = extended || told.some(({ notice }) => (notice.plannedFor ?? 0) >= until - SLACK);
  return announced ? undefined : 'deactivated a key in use without its extension having been announced';
}
