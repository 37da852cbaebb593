import type { AccessKey } from '../../domain/access-key.ts';
import type { Decision } from '../../domain/decision.ts';
import {
  decide,
  expiryOf,
  isExpired,
  isNearExpiry,
  type KeyContext,
  liveReplacement,
  nothing,
  otherActiveKeys,
  otherKeysInUse,
  type Rule,
} from '../context.ts';
import { isForced } from '../force.ts';
import { keptKeyGate } from '../gates/kept-key.ts';
import { lastUsedGate } from '../gates/last-used.ts';
import { noticeGate } from '../gates/notice.ts';
import { quietGate } from '../gates/quiet.ts';
import { standingHoldGate } from '../gates/standing-hold.ts';
import { outstandingStep } from '../notices.ts';
import { held, keyEvidence, retire } from '../retire.ts';
import { useOf } from '../use.ts';
import { goesByPolicy, isLeaving, retireByPolicy } from './conflict-by-policy.ts';

/**
 * A due key beside another active key that Keyturn did not make for it: there is no slot for a replacement.
 *
 * The other key stands in for a replacement when a person said so (`resolve --keep`), or when it is the newer one, is
 * not due itself, was used later, and the old one is quiet. When both are due, `conflict` may name the one that goes.
 * Otherwise both stay and the conflict is held: age alone never decides which of two keys in use goes.
 */
export const conflictRule: Rule = (context) => {
  const others = otherKeysInUse(context);
  const [other] = others;
  if (context.key.status !== 'active' || other === undefined) return undefined;
  const chosen = chosenToGo(context);
  if (!chosen && !isNearExpiry(context, context.key)) return undefined;
  // Its own replacement is no second key to choose from: the one it was made for goes first, as that one's decision says.
  if (!chosen && others.length === 1 && liveReplacement(context, other.id)?.keyId === context.key.id)
    return waitsForReplaced(context);
  const evidence = [
    ...keyEvidence(context),
    {
      kind: 'keys',
      active: others.length + 1,
      inactive: context.facts.keys.filter((key) => key.status === 'inactive').length,
      unknown: context.facts.keys.filter((key) => key.status === 'unknown').length,
    } as const,
  ];
  if (!chosen && !isExpired(context, context.key)) return warnOfConflict(context, evidence);
  if (context.facts.keys.length > 2) {
    return held(context, { action: 'rotate', reason: 'MORE_THAN_TWO_KEYS', evidence }, [
      { gate: 'key-count', state: 'blocked', detail: `${context.facts.keys.length} keys on one user` },
    ]);
  }
  const unheard = keptKeyGate(context);
  if (unheard !== undefined)
    return held(context, { action: 'rotate', reason: 'TWO_ACTIVE_KEYS_CONFLICT', evidence }, [unheard]);
  const reason = isForced(context, context.key)
    ? 'FORCED_ROTATION_CONFLICT_LRU'
    : 'EXPIRED_ACTIVE_KEY_CONFLICT_LRU';
  if (chosen || standsIn(context, other)) {
    const since = chosen ? (context.memory.keep?.at ?? other.createdAt) : other.createdAt;
    const use = useOf(context, context.key.id);
    // While it is in use its hold says so under the old announcement; once quiet again, it is announced again.
    const overtakenBy = use.known && quietGate(context) === undefined ? use.quietSince : undefined;
    return retire(context, {
      reason,
      pendingReason: 'KEY_PENDING_EXPIRATION_CONFLICT',
      due: chosen ? since : expiryOf(context, context.key),
      clause: 'named-of-two',
      gates: [lastUsedGate, quietGate, noticeGate, standingHoldGate],
      evidence: [...evidence, { kind: 'replacement', keyId: other.id, by: 'person', since }],
      announced: {
        reason: 'KEY_PENDING_EXPIRATION_CONFLICT',
        ...(overtakenBy === undefined ? {} : { overtakenBy }),
      },
    });
  }
  if (goesByPolicy(context, other)) return retireByPolicy(context, other, { reason, evidence });
  return held(context, { action: 'rotate', reason: 'TWO_ACTIVE_KEYS_CONFLICT', evidence }, [
    {
      gate: 'two-active-keys',
      state: staysForNow(context, other) ? 'waiting' : 'blocked',
      detail: suggestion(context, other),
    },
  ]);
};

function waitsForReplaced(context: KeyContext): Decision {
  const due = expiryOf(context, context.key);
  if (!isExpired(context, context.key)) return nothing(context, 'KEY_WITHIN_LIMITS', due);
  const reason = isForced(context, context.key) ? 'FORCED_ROTATION' : 'EXPIRED_ACTIVE_KEY';
  return held(context, { action: 'rotate', reason, due, evidence: keyEvidence(context) }, [
    { gate: 'free-slot', state: 'waiting', detail: REPLACED_GOES_FIRST },
  ]);
}

const REPLACED_GOES_FIRST = 'the key that this one replaced goes first';

function warnOfConflict(context: KeyContext, evidence: Decision['evidence']): Decision {
  const plannedFor = expiryOf(context, context.key);
  const step = outstandingStep(context, { pending: 'rotate', plannedFor });
  if (step === undefined) return nothing(context, 'KEY_PENDING_EXPIRATION_CONFLICT', plannedFor);
  const warning = { pending: 'rotate', plannedFor, step, kind: 'warning' } as const;
  return decide(context, {
    action: 'warn',
    reason: 'KEY_PENDING_EXPIRATION_CONFLICT',
    due: plannedFor,
    evidence,
    warning,
  });
}

/** A person named another active key as the one to keep, and this one existed when that was said. */
function chosenToGo(context: KeyContext): boolean {
  const { keep } = context.memory;
  if (keep === undefined || context.key.createdAt > keep.at) return false;
  if (keptKeyGate(context) !== undefined) return false;
  return otherActiveKeys(context).some((key) => key.id === keep.keyId);
}

function standsIn(context: KeyContext, other: AccessKey): boolean {
  if (isExpired(context, other) || other.createdAt <= context.key.createdAt) return false;
  // A key that leaves itself stands in for no other.
  if (isLeaving(context, other)) return false;
  const mine = useOf(context, context.key.id);
  const theirs = useOf(context, other.id);
  if (!mine.known || !theirs.known || theirs.lastUse === undefined) return false;
  return theirs.lastUse > (mine.lastUse ?? 0) && quietGate(context) === undefined;
}

/** The other key goes first, by a person's word or by policy; then there is room for a replacement of this one. */
function staysForNow(context: KeyContext, other: AccessKey): boolean {
  if (context.memory.keep?.keyId === context.key.id) return true;
  const record = context.memory.keys.find((candidate) => candidate.keyId === other.id);
  return record !== undefined && goesByPolicy({ ...context, key: other, record }, context.key);
}

function suggestion(context: KeyContext, other: AccessKey): string {
  const mine = useOf(context, context.key.id);
  const theirs = useOf(context, other.id);
  if (!mine.known || !theirs.known) return 'use of one of the keys is unknown';
  if (staysForNow(context, other)) {
    return context.memory.keep?.keyId === context.key.id
      ? 'this key is to be kept; the other one goes first'
      : 'the other key goes first, as policy says';
  }
  if (mine.lastUse === undefined && theirs.lastUse === undefined) return 'neither key was ever used';
  if (mine.lastUse === theirs.lastUse) return 'both keys were last used at the same time';
  return (theirs.lastUse ?? 0) > (mine.lastUse ?? 0)
    ? 'the other key was used more recently'
    : 'this key was used more recently';
}
