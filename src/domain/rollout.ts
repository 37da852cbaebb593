import type { Duration, Instant } from './time.ts';

/** A time in which nothing is begun; what began earlier is finished. */
export interface FreezeWindow {
  readonly from: Instant;
  readonly until: Instant;
  readonly reason?: string;
  /** Only these accounts and units; without either, everywhere. */
  readonly accounts?: readonly string[];
  readonly organizationalUnits?: readonly string[];
}

/** Accounts that go first; the others wait until they have gone without a failure for a while. */
export interface Canary {
  readonly accounts: readonly string[];
  readonly organizationalUnits: readonly string[];
  readonly for: Duration;
}
