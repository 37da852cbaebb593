import type { Evidence } from '../../domain/decision.ts';
import { plus } from '../../domain/time.ts';
import { ageEvidence, liveReplacement, type Rule } from '../context.ts';
import { lastUsedGate } from '../gates/last-used.ts';
import { noticeGate } from '../gates/notice.ts';
import { replacementGate } from '../gates/replacement.ts';
import { standingHoldGate } from '../gates/standing-hold.ts';
import { applyInUse } from '../in-use.ts';
import { retire } from '../retire.ts';

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
  const pendingReason = 'KEY_PENDING_DEACTIVATION';
  const inUse = applyInUse(context, { due: graceEnd, pendingReason, evidence });
  if ('extend' in inUse) return inUse.extend;
  return retire(context, {
    reason: 'INSTALL_GRACE_PERIOD_END',
    pendingReason,
    due: inUse.due,
    clause: 'replacement-proven',
    gates: [replacementGate, lastUsedGate, inUse.gate, noticeGate, standingHoldGate],
    announced: { since: replacement.promotedAt },
    evidence: [...evidence, ...inUse.relaxed],
  });
};
