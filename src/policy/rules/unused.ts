import { later } from '../../domain/time.ts';
import { expiryOf, isNearExpiry, nothing, type Rule } from '../context.ts';
import { isForced } from '../force.ts';
import { lastKeyGate } from '../gates/last-key.ts';
import { lastUsedGate } from '../gates/last-used.ts';
import { noticeGate } from '../gates/notice.ts';
import { quietGate } from '../gates/quiet.ts';
import { standingHoldGate } from '../gates/standing-hold.ts';
import { keyEvidence, retire } from '../retire.ts';
import { unusedFrom, useOf } from '../use.ts';

/**
 * An active key past its limit that nobody uses: retired through notice and soak, without a replacement.
 *
 * Applies from the first warning on, when the key will be unused at its limit if nothing changes; a use before then
 * makes it an ordinary rotation. It does not apply to a key that Keyturn made to replace one that is still active: its owner may be about to take it up.
 */
export const unusedRule: Rule = (context) => {
  const { key, policy, record, now } = context;
  if (key.status !== 'active' || !isNearExpiry(context, key)) return undefined;
  // Who orders a replacement wants a new key, used or not.
  if (policy.unusedKeys === 'replace' || isForced(context, key)) return undefined;
  const use = useOf(context, key.id);
  if (!use.known) return undefined;
  const expiry = expiryOf(context, key);
  const unusedAt = unusedFrom(context, key.id);
  if (unusedAt === undefined || unusedAt > later(expiry, now)) return undefined;
  const replaced = context.facts.keys.some(
    (other) => other.id === record.replaces && other.status === 'active',
  );
  if (replaced) return undefined;
  if (policy.unusedKeys === 'keep') return nothing(context, 'UNUSED_KEY_KEPT');
  return retire(context, {
    reason: 'UNUSED_EXPIRED_KEY',
    pendingReason: 'UNUSED_KEY_PENDING_DELETION',
    due: later(expiry, unusedAt),
    clause: 'unused-and-retired',
    gates: [lastUsedGate, quietGate, lastKeyGate, noticeGate, standingHoldGate],
    evidence: keyEvidence(context),
    // A use since then has overtaken an announcement: it speaks of a plan that was dropped.
    announced: { reason: 'UNUSED_KEY_PENDING_DELETION', since: use.quietSince },
  });
};
