import type { Decision, Evidence } from '../../domain/decision.ts';
import { DAY, type Duration, type Instant, later, plus } from '../../domain/time.ts';
import { adoptionEnd, adoptionObjection } from '../adoption.ts';
import { ageEvidence, type KeyContext, liveReplacement, type Rule } from '../context.ts';
import { lastUsedGate } from '../gates/last-used.ts';
import { noticeGate } from '../gates/notice.ts';
import { replacementGate } from '../gates/replacement.ts';
import { standingHoldGate } from '../gates/standing-hold.ts';
import { applyInUse } from '../in-use.ts';
import { outstandingStep } from '../notices.ts';
import { afterFreezes, dateFromNow, held, retire, unheard } from '../retire.ts';

/**
 * An active key that Keyturn has replaced: deactivated when its installation grace ends and it has gone quiet.
 *
 * Still in use at that time, it gets one extension with notices of its own; after that policy decides between a hold
 * (default) and deactivation with the quiet gate relaxed, which the decision records. Where nobody has used the replacement
 * of a key that was in use, it waits once more, announced.
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
  const waitsUntil = adoptionEnd(context, replacement, graceEnd);
  const inUse = applyInUse(context, { due: graceEnd, pendingReason, evidence, atLeast: waitsUntil });
  if ('extend' in inUse) return inUse.extend;
  if (waitsUntil !== undefined && context.now >= graceEnd && context.now < waitsUntil)
    return waitForAdoption(context, waitsUntil, evidence);
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

/**
 * A visible hold for as long as the replacement was not used, whose end is announced like an extension. A person's own
 * order about the key says more, and is shown instead.
 */
function waitForAdoption(given: KeyContext, end: Instant, evidence: readonly Evidence[]): Decision {
  const context: KeyContext = { ...given, announced: { since: graceBegan(given) } };
  const { extendedUntil } = context.record;
  const told = extendedUntil !== undefined && extendedUntil >= end;
  // However late it is first said, there are days between the word and the act. Once it is said, that day stands.
  const first = context.policy.notice === 'required' ? later(end, dateFromNow(context)) : end;
  const until = told ? extendedUntil : afterFreezes(context, first);
  const wanted = { action: 'deactivate', reason: 'INSTALL_GRACE_PERIOD_END', due: until, evidence } as const;
  const standing = standingHoldGate(context);
  const hold = held(context, wanted, [
    adoptionObjection(until),
    ...(standing === undefined ? [] : [standing]),
  ]);
  if (standing !== undefined) return hold;
  const step = told ? outstandingStep(context, { pending: 'deactivate', plannedFor: until }) : LAST_STEP;
  if (step === undefined) return hold;
  const kind = told ? 'warning' : 'extended';
  return { ...hold, warning: { pending: 'deactivate', plannedFor: until, step, kind }, ...unheard(context) };
}

/** The step of the notice that puts a date off: the warnings of `warnBefore` come after it. */
const LAST_STEP = (365 * DAY) as Duration;

function graceBegan(context: KeyContext): Instant {
  return liveReplacement(context, context.key.id)?.promotedAt ?? context.now;
}
