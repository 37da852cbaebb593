import type { AccessKey } from '../../domain/access-key.ts';
import type { Decision, Objection } from '../../domain/decision.ts';
import type { Reason } from '../../domain/reason.ts';
import { DAY, type Instant, later, plus } from '../../domain/time.ts';
import {
  decide,
  expiryOf,
  isActive,
  isNearExpiry,
  type KeyContext,
  keyContext,
  liveReplacement,
  longestWarning,
  otherActiveKeys,
  type Rule,
} from '../context.ts';
import { isForced } from '../force.ts';
import type { Gate } from '../gates/gate.ts';
import { lastUsedGate } from '../gates/last-used.ts';
import { lateUseGate } from '../gates/late-use.ts';
import { soakGate } from '../gates/soak.ts';
import { standingHoldGate } from '../gates/standing-hold.ts';
import { unusedSinceGate } from '../gates/unused-since.ts';
import { endsLongHoldOfDeletion } from '../long-hold.ts';
import { outstandingStep, promisedDate } from '../notices.ts';
import { afterFreezes, dateFromNow, keyEvidence, passOrHold, toTheHour } from '../retire.ts';
import { lastHoldEnd, standingHoldOf } from '../standing-holds.ts';
import { unusedRule } from './unused.ts';

/**
 * Inactive keys: deleted after their soak when Keyturn retired them, or when they fill the slot that a due rotation
 * needs, or when policy cleans up and they are old enough; otherwise left alone.
 */
export const inactiveRule: Rule = (context) => {
  if (context.key.status !== 'inactive') return undefined;
  const soakEnd = plus(
    context.record.inactiveSince ?? context.now,
    Math.max(context.policy.recoveryGrace, DAY),
  );
  if (isOnItsWayOut(context)) {
    return deleteWhenDue(context, 'RECOVER_GRACE_PERIOD_END', 'KEY_PENDING_DELETION', soakEnd);
  }
  const waiting = rotationThatWaits(context);
  if (waiting !== undefined) {
    const due = later(soakEnd, expiryOf(context, waiting));
    const reason = isForced(context, waiting)
      ? 'FORCED_INACTIVE_KEY_CONFLICT'
      : 'EXPIRED_INACTIVE_KEY_CONFLICT';
    return deleteWhenDue(context, reason, 'KEY_PENDING_DELETION_CONFLICT', due);
  }
  const { inactiveCleanup } = context.policy;
  if (inactiveCleanup !== 'off') {
    const due = later(soakEnd, plus(context.key.createdAt, inactiveCleanup));
    return deleteWhenDue(context, 'INACTIVE_KEY_CLEANUP', 'KEY_PENDING_DELETION', due);
  }
  return decide(context, {
    action: 'none',
    reason: 'INACTIVE_KEY_LEFT_ALONE',
    evidence: keyEvidence(context),
  });
};

/** Whether Keyturn deactivated the key, or a person did while the replacement that Keyturn made is alive. */
function isOnItsWayOut(context: KeyContext): boolean {
  return context.record.deactivatedAt !== undefined || liveReplacement(context, context.key.id) !== undefined;
}

/** The one other key, when it is to be replaced and lacks only a slot. A key that is retired or kept needs none. */
function rotationThatWaits(context: KeyContext): AccessKey | undefined {
  const [other] = otherActiveKeys(context);
  if (other === undefined || context.facts.keys.length !== 2 || !isNearExpiry(context, other))
    return undefined;
  const its = keyContext(context, other);
  if (unusedRule(its) !== undefined) return undefined;
  const replacesAnyhow = context.policy.unusedKeys === 'replace' || isForced(context, other);
  return !replacesAnyhow && lastUsedGate(its) !== undefined ? undefined : other;
}

/**
 * What was retired for the sake of a replacement is the owner's only way back while that replacement is switched off or
 * gone. A key that Keyturn made later for the same user counts as well: rotations follow one another.
 */
const replacementStillThereGate: Gate = (context) => {
  const { replacedBy, gaveWayTo } = context.record;
  if (gaveWayTo !== undefined && otherActiveKeys(context).length === 0) return LAST_WAY_BACK;
  if (replacedBy === undefined) return undefined;
  const there = context.memory.keys.some(
    (record) =>
      record.madeByUs &&
      record.promotedAt !== undefined &&
      record.discard === undefined &&
      record.createdAt > context.key.createdAt &&
      isActive(context, record.keyId),
  );
  return there ? undefined : LAST_WAY_BACK;
};

const LAST_WAY_BACK: Objection = {
  gate: 'replacement',
  state: 'blocked',
  detail: 'its replacement is not active any more',
};

function deleteWhenDue(
  context: KeyContext,
  reason: Reason,
  pendingReason: Reason,
  earliest: Instant,
): Decision {
  // A date once promised is kept, even when the policy has become stricter since.
  // Ahead of it, the date avoids freezes that are known; once it has come, a freeze is a hold.
  const first = context.now < earliest ? afterFreezes(context, earliest) : earliest;
  const promised = later(earliest, promisedDate(context, 'delete') ?? first);
  // Whoever released a hold starts the warnings again, and so does a hold whose time is over: they need their time.
  const from = [context.record.noticesFrom, lastHoldEnd(context, context.key.id)].filter(
    (at) => at !== undefined,
  );
  // To the hour, as the date is announced.
  const restarted = from.map((at) => toTheHour(plus(at, longestWarning(context.policy))));
  const due = restarted.reduce(later, promised);
  const evidence = [
    ...keyEvidence(context),
    {
      kind: 'inactive-since',
      keyId: context.key.id,
      since: context.record.inactiveSince ?? context.now,
      soak: context.policy.recoveryGrace,
    } as const,
  ];
  if (context.now < due) {
    const standing = standingHoldOf(context, context.key.id);
    // Nobody is told a date on which a standing hold will not let anything happen; the warnings begin at its end.
    if (standing !== undefined) {
      const { until = due } = standing;
      const begun = until > due ? due : toTheHour(plus(until, longestWarning(context.policy)));
      return decide(context, { action: 'none', reason: pendingReason, due: later(due, begun), evidence });
    }
    const step = outstandingStep(context, { pending: 'delete', plannedFor: due });
    if (step === undefined) return decide(context, { action: 'none', reason: pendingReason, due, evidence });
    const warning = { pending: 'delete', plannedFor: due, step, kind: 'warning' } as const;
    return decide(context, { action: 'warn', reason: pendingReason, due, evidence, warning });
  }
  const gates = [
    soakGate,
    lastUsedGate,
    unusedSinceGate,
    lateUseGate,
    replacementStillThereGate,
    standingHoldGate,
  ];
  const decision = passOrHold(context, { action: 'delete', reason, due, evidence }, gates);
  if (decision.action === 'hold') return withNewDate(context, decision);
  if (!endsLongHoldOfDeletion(context, due)) return decision;
  const plannedFor = dateFromNow(context);
  const step = longestWarning(context.policy);
  const warning = { pending: 'delete', plannedFor, step, kind: 'warning', anew: true } as const;
  return { ...decision, action: 'warn', reason: pendingReason, due: plannedFor, warning };
}

/** When a person's hold ends, the warnings start again before anything is deleted. */
function withNewDate({ policy }: KeyContext, hold: Decision): Decision {
  if (longestWarning(policy) === 0) return hold;
  const objections = (hold.objections ?? []).map((objection) =>
    objection.gate === 'standing-hold' && objection.until !== undefined
      ? { ...objection, announcesAnew: true as const }
      : objection,
  );
  return { ...hold, objections };
}
