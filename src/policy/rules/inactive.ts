import type { Decision } from '../../domain/decision.ts';
import type { Reason } from '../../domain/reason.ts';
import { DAY, type Instant, later, plus } from '../../domain/time.ts';
import { decide, expiryOf, isNearExpiry, type KeyContext, otherActiveKeys, type Rule } from '../context.ts';
import { lastUsedGate } from '../gates/last-used.ts';
import { soakGate } from '../gates/soak.ts';
import { standingHoldGate } from '../gates/standing-hold.ts';
import { unusedSinceGate } from '../gates/unused-since.ts';
import { outstandingStep } from '../notices.ts';
import { keyEvidence, passOrHold } from '../retire.ts';

/**
 * Inactive keys: deleted after their soak when Keyturn retired them, or when they fill the slot that a due rotation
 * needs; otherwise left alone.
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
  const waiting = otherActiveKeys(context).filter((key) => isNearExpiry(context, key));
  const needed = waiting.length === 0 ? undefined : Math.min(...waiting.map((key) => expiryOf(context, key)));
  if (needed !== undefined && context.facts.keys.length >= 2) {
    const due = later(soakEnd, needed as Instant);
    return deleteWhenDue(context, 'EXPIRED_INACTIVE_KEY_CONFLICT', 'KEY_PENDING_DELETION_CONFLICT', due);
  }
  return decide(context, {
    action: 'none',
    reason: 'INACTIVE_KEY_LEFT_ALONE',
    evidence: keyEvidence(context),
  });
};

/** Whether Keyturn deactivated the key, or a person did after Keyturn had replaced it. */
function isOnItsWayOut(context: KeyContext): boolean {
  if (context.record.deactivatedAt !== undefined) return true;
  return context.memory.keys.some(
    (record) =>
      record.replaces === context.key.id && record.promotedAt !== undefined && record.discard === undefined,
  );
}

function deleteWhenDue(context: KeyContext, reason: Reason, pendingReason: Reason, due: Instant): Decision {
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
    const step = outstandingStep(context, { pending: 'delete', plannedFor: due });
    if (step === undefined) return decide(context, { action: 'none', reason: pendingReason, due, evidence });
    const warning = { pending: 'delete', plannedFor: due, step, kind: 'warning' } as const;
    return decide(context, { action: 'warn', reason: pendingReason, due, evidence, warning });
  }
  const gates = [soakGate, lastUsedGate, unusedSinceGate, standingHoldGate];
  return passOrHold(context, { action: 'delete', reason, due, evidence }, gates);
}
