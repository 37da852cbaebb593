import type { Instant } from './time.ts';

/** The use of a key on which its deactivation rested. */
export interface OffEvidence {
  /** Undefined when no use was known. */
  readonly lastUse?: Instant;
  /** Policy deactivated it while it was in use: uses until then are no surprise. */
  readonly useExpected?: true;
}
