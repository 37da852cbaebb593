import type { AccessKeyId, UserRef } from './ids.ts';
import type { OffEvidence } from './off-evidence.ts';
import type { Reason } from './reason.ts';
import type { Instant } from './time.ts';

/** What every saga has: it belongs to one user and one run. */
interface SagaBase extends UserRef {
  readonly sagaId: string;
  readonly runId: string;
  readonly userName: string;
  readonly openedAt: Instant;
}

/**
 * A rotation in progress: each field is written before or after the call it is named for.
 *
 * `createFrom` stands in the ledger before CreateAccessKey is sent; `newKeyId` after its answer has arrived. When the
 * first is there and the second is not, the answer was lost, or the process died: the key may exist, and nobody has it.
 */
export interface RotateSaga extends SagaBase {
  readonly kind: 'rotate';
  readonly reason: Reason;
  readonly oldKeyId: AccessKeyId;
  /** Keys that existed just before the create request. */
  readonly keysBefore: readonly AccessKeyId[];
  readonly secretArn?: string;
  readonly createFrom?: Instant;
  /** Latest time by which AWS can have carried out the create request. */
  readonly createUntil?: Instant;
  /** AWS's clock minus ours at that time: IAM dates the key by its own clock. */
  readonly createSkew?: number;
  /** AWS said no: no key was made. */
  readonly createRefused?: boolean;
  readonly newKeyId?: AccessKeyId;
  /** The value was handed to Secrets Manager, with or without an answer. */
  readonly storeFrom?: Instant;
  readonly storedAt?: Instant;
  readonly proofFrom?: Instant;
  readonly provenAt?: Instant;
  readonly promoteFrom?: Instant;
}

/** A change of one key's status, or its deletion, in progress. */
export interface ChangeSaga extends SagaBase {
  readonly kind: 'deactivate' | 'delete' | 'reactivate' | 'discard';
  readonly keyId: AccessKeyId;
  /** For deactivations: the use that was known when the call was about to be made. */
  readonly offEvidence?: OffEvidence;
}

/** One sequence of calls on one user that either ends or is picked up by a later run. */
export type Saga = RotateSaga | ChangeSaga;
