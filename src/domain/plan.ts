import type { Decision } from './decision.ts';
import type { Instant } from './time.ts';

/** A decision as it stands in a saved plan. */
export interface PlannedDecision extends Decision {
  /** For people who review it; absent in plans of earlier versions. */
  readonly accountName?: string;
}

/** A plan as it is saved: inert, readable, with a digest. It carries whole key ids and no secrets. */
export interface SavedPlan {
  readonly schema: 'keyturn/plan/v1';
  readonly madeAt: Instant;
  readonly expiresAt: Instant;
  readonly callerAccountId: string;
  /** Undefined in single-account mode. */
  readonly organizationId?: string;
  /** Undefined when there was no ledger yet. */
  readonly ledgerId?: string;
  /** The dates in it are those of a rehearsal. */
  readonly rehearsal: boolean;
  /** Changes, warnings and holds; a hold is there to be read, and is never carried out. */
  readonly decisions: readonly PlannedDecision[];
  /** SHA-256 of all the rest, in hexadecimal. It shows damage and editing; what a plan may do is decided again anyway. */
  readonly digest: string;
}
