import type { AccessKey } from '../../domain/access-key.ts';
import type { Decision, Evidence } from '../../domain/decision.ts';
import type { KeyRecord } from '../../domain/memory.ts';
import type { Reason } from '../../domain/reason.ts';
import { instant, later } from '../../domain/time.ts';
import { expiryOf, isExpired, isInVain, type KeyContext, keyContext, liveReplacement } from '../context.ts';
import { lastUsedGate } from '../gates/last-used.ts';
import { noticeGate } from '../gates/notice.ts';
import { quietGate } from '../gates/quiet.ts';
import { standingHoldGate } from '../gates/standing-hold.ts';
import { applyInUse } from '../in-use.ts';
import { promisedDate } from '../notices.ts';
import { retire } from '../retire.ts';
import { useOf } from '../use.ts';
import { unusedRule } from './unused.ts';

const PENDING: Reason = 'KEY_PENDING_EXPIRATION_CONFLICT';

/**
 * Whether policy names this key, of two that are both due, as the one to go.
 *
 * The one that was announced last stays the one, however their uses alternate; only if it is in use while the other has
 * gone quiet does last use decide again. While the other key is about to go on another ground, this one is all that its
 * owner will have left. A person's word (`resolve --keep`) outweighs policy. Where last use decides, it
 * must be known of both.
 */
export function goesByPolicy(context: KeyContext, other: AccessKey): boolean {
  const { policy, memory, key } = context;
  if (policy.conflict === 'block' || memory.keep !== undefined) return false;
  if (context.facts.keys.length !== 2) return false;
  if (!isExpired(context, key) || !isExpired(context, other)) return false;
  if (isLeaving(context, other)) return false;
  // Of a key and its own replacement the old one goes, by the rule for replaced keys: or both might.
  if (liveReplacement(context, other.id)?.keyId === key.id) return false;
  if (policy.conflict === 'retire-oldest') return isOlder(key, other);
  const mine = announcedAt(context, key);
  const theirs = announcedAt(context, other);
  if (mine === theirs) return isLessRecentlyUsed(context, other);
  const [told, untold] = mine > theirs ? [key, other] : [other, key];
  if (isInUse(context, told) && !isInUse(context, untold)) return isLessRecentlyUsed(context, other);
  return told.id === key.id;
}

/** Whether a key is about to go whatever becomes of the user's other key: never handed over, or unused. */
export function isLeaving(context: KeyContext, key: AccessKey): boolean {
  if (isInVain(context, key.id)) return true;
  return context.policy.unusedKeys === 'retire' && unusedRule(keyContext(context, key)) !== undefined;
}

/** Plans the deactivation of the key that policy named: by notice, and with `inUse` where it is still used. */
export function retireByPolicy(
  context: KeyContext,
  other: AccessKey,
  given: { readonly reason: Reason; readonly evidence: readonly Evidence[] },
): Decision {
  // An announcement that was followed by one of the other key speaks of a choice that was given up.
  const announced = { reason: PENDING, since: instant(announcedAt(context, other) + 1) };
  const known = { ...context, announced, record: withOwnExtension(context, announced.since) };
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
  return retire(known, {
    reason: given.reason,
    pendingReason: PENDING,
    due: 'extend' in inUse ? due : inUse.due,
    clause: 'named-of-two',
    gates: [lastUsedGate, 'extend' in inUse ? quietGate : inUse.gate, noticeGate, standingHoldGate],
    evidence: 'extend' in inUse ? evidence : [...evidence, ...inUse.relaxed],
    announced,
  });
}

/** The record without an extension that was granted on another ground, or before the other key was announced. */
function withOwnExtension(context: KeyContext, since: number): KeyRecord {
  const { extendedUntil, ...rest } = context.record;
  const granted = context.memory.notices.some(
    (notice) =>
      notice.keyId === context.key.id &&
      notice.kind === 'extended' &&
      notice.reason === PENDING &&
      notice.queuedAt >= since &&
      notice.plannedFor === extendedUntil,
  );
  return granted ? context.record : rest;
}

/** When the deactivation of a key was last announced on this ground; 0 when it never was. */
function announcedAt(context: KeyContext, key: AccessKey): number {
  const notices = context.memory.notices.filter(
    (notice) => notice.keyId === key.id && notice.reason === PENDING && notice.pending === 'deactivate',
  );
  return Math.max(0, ...notices.map((notice) => notice.queuedAt));
}

/** Known to be used within the quiet period. */
function isInUse(context: KeyContext, key: AccessKey): boolean {
  const use = useOf(context, key.id);
  const { quietPeriod, reportingLag } = context.policy;
  return use.known && use.lastUse !== undefined && context.now < use.lastUse + quietPeriod + reportingLag;
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
