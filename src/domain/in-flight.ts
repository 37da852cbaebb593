import { type Duration, MINUTE } from './time.ts';

/** For how long a user is leased. The session's own policy ends with it. */
export const LEASE_LENGTH: Duration = (15 * MINUTE) as Duration;

/** How far a clock may be from AWS's; a run whose clock is further off stops. */
export const LARGEST_SKEW: Duration = (5 * MINUTE) as Duration;

/** For how long reads of IAM may not show a change that was made; it is eventually consistent. */
export const STALE_READS: Duration = (10 * MINUTE) as Duration;

/**
 * For how long a call of a process that was killed may still reach AWS.
 *
 * Whatever the process itself would have waited: its system goes on sending what had been handed over, and on Linux
 * gives up after about 100 seconds (`tcp_orphan_retries`).
 */
export const LAST_CALL_LANDS: Duration = (2 * MINUTE) as Duration;

/** After this time nothing that a killed process began can change AWS any more, and reads show all that it did. */
export const ALL_IS_SEEN: Duration = (LAST_CALL_LANDS + STALE_READS) as Duration;
