import type { LastUsed } from './access-key.ts';
import type { AccessKeyId } from './ids.ts';
import type { Instant } from './time.ts';

/**
 * What became of the secret that was to give a key to its owner: it is gone, it is about to be deleted, something else is
 * current in it while the key is still among its versions, or the key is no version of it any more.
 */
export type SecretLoss = 'gone' | 'scheduled-for-deletion' | 'overwritten' | 'version-gone';

/** A key that Keyturn handed over, that nobody has used, and that its secret does not give out any more. */
export interface LostKey {
  readonly keyId: AccessKeyId;
  readonly secretArn: string;
  readonly loss: SecretLoss;
  /** When that was first seen. */
  readonly since: Instant;
  /** Whether it is the only key of its user. */
  readonly alone: boolean;
}

/** What came of asking a user's secret whether it still gives out the key that was handed over. */
export interface SecretCheck {
  /** From here the next turn is counted. Not moved on by a question that got no answer, so that it is asked again. */
  readonly askedAt: Instant;
  readonly lost?: LostKey;
}

/** A secret that could not be asked. */
export interface Unasked {
  readonly code: string;
  /** The role may not ask; anything else is tried again in the next run. */
  readonly denied: boolean;
}

/** What asking a user's secret brought, and what was read on the way. */
export interface SecretSight {
  readonly check: SecretCheck;
  readonly lastUsed?: readonly [AccessKeyId, LastUsed];
  /** Why the secret could not be asked: then nothing is claimed. */
  readonly unasked?: Unasked;
}
