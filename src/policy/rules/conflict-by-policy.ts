import type { AccessKey } from '../../domain/access-key.ts';
import type { Decision, Evidence } from '../../domain/decision.ts';
import type { Reason } from '../../domain/reason.ts';
import { later } from '../../domain/time.ts';
import { expiryOf, isExpired, type KeyContext } from '../context.ts';
import { lastUsedGate } from '../gates/last-used.ts';
import { noticeGate } from '../gates/notice.ts';
import { quietGate } from '../gates/quiet.ts';
import { standingHoldGate } from '../gates/standing-hold.ts';
import { applyInUse } from '../in-use.ts';
import { promisedDate } from '../notices.ts';
import { retire } from '../retire.ts';
import { useOf } from '../use.ts';

const PENDING: Reason = 'KEY_PENDING_EXPIRATION_CONFLICT';

/**
 * Whether policy names this key, of two that are both due, as the one to go.
 *
 * Once one of them was announced it stays the one, however their uses alternate. A person's word (`resolve --keep`)
 * outweighs policy. Where last use decides, it must be known of both.
 */
export function goesByPolicy(context: KeyContext, other: AccessKey): boolean {
  const { policy, memory, key } = context;
  if (policy.conflict === 'block' || memory.keep !== undefined) return false;
  if (context.facts.keys.length !== 2) return false;
  if (!isExpired(context, key) || !isExpired(context, other)) return false;
  const mine = wasAnnounced(context);
  const record = memory.keys.find((candidate) => candidate.keyId === other.id);
  const theirs = record !== undefined && wasAnnounced({ ...context, key: other, record });
  if (mine !== theirs) return mine;
  return policy.conflict === 'retire-oldest' ? isOlder(key, other) : isLessRecentlyUsed(context, other);
}

/** Plans the deactivation of the key that policy named: by notice, and with `inUse` where it is still used. */
export function retireByPolicy(
  context: KeyContext,
  other: AccessKey,
  given: { readonly reason: Reason; readonly evidence: readonly Evidence[] },
): Decision {
  const announced = { reason: PENDING };
  const known = { ...context, announced };
  const dueBoth = later(expiryOf(context, context.key), expiryOf(context, other));
  const due = later(dueBoth, promisedDate(known, 'deactivate') ?? dueBoth);
  const evidence: readonly Evidence[] = [
    ...given.evidence,
    { kind: 'relaxed', option: 'conflict', clause: 'two-active-keys' },
  ];
  const told = promisedDate(known, 'deactivate') !== undefined || context.policy.notice === 'not-required';
  const inUse = applyInUse(known, {
    due: told ? due : later(due, context.now),
    pendingReason: PENDING,
    evidence,
  });
  // Nothing is put off that was not announced for a date yet.
  if ('extend' in inUse && told) return inUse.extend;
  return retire(context, {
    reason: given.reason,
    pendingReason: PENDING,
    due: 'extend' in inUse ? due : inUse.due,
    clause: 'named-of-two',
    gates: [lastUsedGate, 'extend' in inUse ? quietGate : inUse.gate, noticeGate, standingHoldGate],
    evidence: 'extend' in inUse ? evidence : [...evidence, ...inUse.relaxed],
    announced,
  });
}

function wasAnnounced(context: KeyContext): boolean {
  return promisedDate({ ...context, announced: { reason: PENDING } }, 'deactivate') !== undefined;
}

function isOlder(key: AccessKey, other: AccessKey): boolean {
  return key.createdAt === other.createdAt ? key.id < other.id : key.createdAt < other.createdAt;
}

function isLessRecentlyUsed(context: KeyContext, other: AccessKey): boolean {
  const mine = useOf(context, context.key.id);
  const theirs = useOf(context, other.id);
  if (!mine.known || !theirs.known) return false;
  if ((mine.lastUse ?? 0) === (theirs.lastUse ?? 0)) return isOlder(context.key, other);
  return (mine.lastUse ?? 0) < (theirs.lastUse ?? 0);
}
