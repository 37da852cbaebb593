import { oldestFirst } from '../domain/access-key.ts';
import type { Decision, Objection } from '../domain/decision.ts';
import type { ChangeSaga, RotateSaga, Saga } from '../domain/saga.ts';
import { hasPassed } from '../domain/time.ts';
import { decide, type KeyContext, keyContext, type UserContext } from './context.ts';
import { inCreateWindow } from './create-window.ts';
import { LISTING_LAG } from './observe.ts';
import { held, keyEvidence } from './retire.ts';

/**
 * What to do about a saga that began and never ended: the process died, or an answer was lost.
 *
 * One decision for the key the saga is about; nothing else is planned for the user until it is settled.
 */
export function planUnfinished(context: UserContext, saga: Saga): Decision | undefined {
  const subject = context.facts.keys.find((key) => key.id === subjectOf(context, saga));
  if (subject === undefined) return undefined;
  const key = keyContext(context, subject);
  if (saga.kind !== 'rotate') return settleChange(key, saga);
  return planRotation(key, saga);
}

/** The key that was created by a rotation whose answer was lost, or why that cannot be told. */
export type StrayAnswer =
  | { readonly kind: 'none' }
  | { readonly kind: 'too-early' }
  | { readonly kind: 'ours'; readonly keyId: string }
  | { readonly kind: 'uncertain'; readonly detail: string };

/**
 * Which key an unanswered CreateAccessKey made.
 *
 * Ours, if it is the only new key, was absent from the list read just before, and was created within the request's own
 * time window. Anything else might be a person's key and is left for people to judge.
 */
export function strayKeyOf(context: UserContext, saga: RotateSaga): StrayAnswer {
  if (saga.createFrom === undefined || saga.createRefused === true) return { kind: 'none' };
  const createdUntil = saga.createUntil ?? saga.createFrom;
  const fresh = context.facts.keys.filter((key) => !saga.keysBefore.includes(key.id));
  if (!hasPassed(createdUntil, LISTING_LAG, context.facts.readAt)) return { kind: 'too-early' };
  const [only] = fresh;
  if (only === undefined) return { kind: 'none' };
  if (fresh.length > 1) return { kind: 'uncertain', detail: `${fresh.length} keys appeared` };
  if (!inCreateWindow(saga, only))
    return { kind: 'uncertain', detail: 'a key appeared, but not at the time of the request' };
  return { kind: 'ours', keyId: only.id };
}

function subjectOf(context: UserContext, saga: Saga): string | undefined {
  const wanted = saga.kind === 'rotate' ? saga.oldKeyId : saga.keyId;
  const found = context.facts.keys.find((key) => key.id === wanted);
  // The same key in whatever order AWS lists them.
  return found?.id ?? oldestFirst(context.facts.keys)[0]?.id;
}

function planRotation(context: KeyContext, saga: RotateSaga): Decision {
  if (
    saga.provenAt !== undefined &&
    context.facts.keys.some((key) => key.id === saga.newKeyId && key.status === 'active')
  ) {
    return decide(context, {
      action: 'repair',
      repair: 'finish-promotion',
      reason: 'UNFINISHED_ROTATION',
      evidence: keyEvidence(context),
    });
  }
  if (saga.newKeyId !== undefined) return settleOrWait(context, saga);
  const stray = strayKeyOf(context, saga);
  if (stray.kind === 'none' || stray.kind === 'ours') return settle(context, 'UNFINISHED_ROTATION');
  const objection: Objection =
    stray.kind === 'too-early'
      ? { gate: 'unfinished-saga', state: 'waiting', detail: 'a key may still appear' }
      : { gate: 'stray-key', state: 'blocked', detail: stray.detail };
  const wanted = { action: 'rotate', reason: 'STRAY_KEY', evidence: keyEvidence(context) } as const;
  return held(context, wanted, [objection]);
}

/**
 * A new key that cannot be handed over any more is given up, with two exceptions: one that the listing may only not show
 * yet, and one whose hand-over had begun and that a person has switched off since.
 */
function settleOrWait(context: KeyContext, saga: RotateSaga): Decision {
  const wanted = { action: 'rotate', reason: 'UNFINISHED_ROTATION', evidence: keyEvidence(context) } as const;
  const listed = context.facts.keys.some((key) => key.id === saga.newKeyId);
  if (
    saga.provenAt !== undefined &&
    !listed &&
    !hasPassed(saga.provenAt, LISTING_LAG, context.facts.readAt)
  ) {
    return held(context, wanted, [
      { gate: 'unfinished-saga', state: 'waiting', detail: 'the new key is not listed yet' },
    ]);
  }
  if (saga.promoteFrom !== undefined && listed) {
    const detail = 'the new key was switched off while it was being handed over';
    return held(context, wanted, [{ gate: 'unfinished-saga', state: 'blocked', detail }]);
  }
  return settle(context, 'UNFINISHED_ROTATION');
}

/**
 * A change that was meant minutes ago is settled by nothing: the listing may be stale whatever it shows, and the call may
 * still arrive.
 */
function settleChange(context: KeyContext, saga: ChangeSaga): Decision {
  const young = !hasPassed(saga.openedAt, LISTING_LAG, context.facts.readAt);
  if (!young) return settle(context, 'UNFINISHED_CHANGE');
  const wanted = { action: 'none', reason: 'UNFINISHED_CHANGE', evidence: keyEvidence(context) } as const;
  return held(context, wanted, [
    { gate: 'unfinished-saga', state: 'waiting', detail: 'the listing may be stale' },
  ]);
}

/** Closing a saga writes only to the ledger: it marks keys as discarded, or takes note of what did happen. */
function settle(context: KeyContext, reason: 'UNFINISHED_ROTATION' | 'UNFINISHED_CHANGE'): Decision {
  return decide(context, { action: 'repair', repair: 'close-saga', reason, evidence: keyEvidence(context) });
}
