import type { KeyRecord } from '../domain/memory.ts';
import type { Policy } from '../domain/policy.ts';
import { DAY, type Duration } from '../domain/time.ts';

/**
 * How long a key that was never handed over stays inactive before it is deleted: not at all when nobody can ever have had it,
 * a day when its value may have reached the secret, and as long as anybody's key when it may be a person's after all.
 */
export function discardSoak(record: KeyRecord, policy: Policy): Duration {
  if (record.attributed === true) return Math.max(policy.recoveryGrace, DAY) as Duration;
  return record.exposed ? DAY : (0 as Duration);
}

/** From when on the use of a key that may be a person's would show: before that it is not switched off. */
export function useShowsFrom(record: KeyRecord, policy: Policy): Duration {
  return (record.attributed === true ? policy.reportingLag : 0) as Duration;
}
