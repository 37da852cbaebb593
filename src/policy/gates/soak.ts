import { DAY, plus } from '../../domain/time.ts';
import type { Gate } from './gate.ts';

/**
 * The key must have been inactive for `recoveryGrace`, and never for less than 24 hours.
 *
 * Counted from the ledger: when Keyturn deactivated it, or first saw it inactive.
 */
export const soakGate: Gate = (context) => {
  const since = context.record.inactiveSince;
  if (context.key.status !== 'inactive' || since === undefined) {
    return { gate: 'soak', state: 'blocked', detail: 'the key is not inactive' };
  }
  const until = plus(since, Math.max(context.policy.recoveryGrace, DAY));
  return context.now >= until
    ? undefined
    : { gate: 'soak', state: 'waiting', until, detail: 'recovery grace' };
};
