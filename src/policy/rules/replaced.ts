import type { Decision, Evidence } from '../../domain/decision.ts';
import { DAY, type Instant, later, plus } from '../../domain/time.ts';
import { ageEvidence, decide, type KeyContext, liveReplacement, type Rule } from '../context.ts';
import { announcedEndGate } from '../gates/announced-end.ts';
import { lastUsedGate } from '../gates/last-used.ts';
import { noticeGate } from '../gates/notice.ts';
import { quietGate } from '../gates/quiet.ts';
import { replacementGate } from '../gates/replacement.ts';
import { standingHoldGate } from '../gates/standing-hold.ts';
import { retire } from '../retire.ts';
import { standingHoldOf } from '../standing-holds.ts';

/**
 * An active key that Keyturn has replaced: deactivated when its installation grace ends and it has gone quiet.
 *
 * Still in use at that time, it gets one extension with notices of its own; after that policy decides between a hold
 * (default) and deactivation with the quiet gate relaxed, which the decision records.
 */
export const replacedRule: Rule = (context) => {
  if (context.key.status !== 'active') return undefined;
  const replacement = liveReplacement(context, context.key.id);
  if (replacement?.promotedAt === undefined) return undefined;
  const evidence: Evidence[] = [
    ageEvidence(context),
    {
      kind: 'replacement',
      keyId: replacement.keyId,
      by: 'keyturn',
      since: replacement.promotedAt,
      ...(replacement.adoptedAt === undefined ? {} : { adoptedAt: replacement.adoptedAt }),
    },
  ];
  const graceEnd = plus(replacement.promotedAt, context.policy.installGrace);
  const extendedUntil = context.record.extendedUntil;
  if (extendedUntil === undefined && needsExtension(context, graceEnd))
    return extend(context, graceEnd, evidence);

  const relaxed =
    context.now >= (extendedUntil ?? (context.policy.inUse.extend === 0 ? graceEnd : Infinity)) &&
    context.policy.inUse.afterwards === 'deactivate' &&
    quietGate(context)?.until !== undefined;
  const relaxation: Evidence = { kind: 'relaxed', option: 'inUse.afterwards', clause: 'quiet' };
  return retire(context, {
    reason: 'INSTALL_GRACE_PERIOD_END',
    pendingReason: 'KEY_PENDING_DEACTIVATION',
    due: extendedUntil === undefined ? graceEnd : later(graceEnd, extendedUntil),
    clause: 'replacement-proven',
    gates: [
      replacementGate,
      lastUsedGate,
      relaxed ? announcedEndGate : quietGate,
      noticeGate,
      standingHoldGate,
    ],
    announced: { since: replacement.promotedAt },
    evidence: relaxed ? [...evidence, relaxation] : evidence,
  });
};

/** Known to be still used when its time is up. Unknown use is no reason to extend: it holds. */
function needsExtension(context: KeyContext, graceEnd: Instant): boolean {
  if (context.now < graceEnd || context.policy.inUse.extend === 0) return false;
  if (standingHoldOf(context, context.key.id) !== undefined) return false;
  return quietGate(context)?.until !== undefined;
}

function extend(context: KeyContext, graceEnd: Instant, evidence: readonly Evidence[]): Decision {
  const plannedFor = plus(later(graceEnd, context.now), context.policy.inUse.extend);
  const step = Math.max(DAY, context.policy.inUse.extend) as typeof DAY;
  return decide(context, {
    action: 'warn',
    reason: 'KEY_PENDING_DEACTIVATION',
    due: plannedFor,
    evidence,
    warning: { pending: 'deactivate', plannedFor, step, kind: 'extended' },
  });
}
