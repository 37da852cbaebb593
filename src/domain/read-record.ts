import type { AccessKey } from './access-key.ts';
import type { UserRef } from './ids.ts';
import type { SecretCheck } from './lost-key.ts';
import type { Instant } from './time.ts';
import type { UseSeen } from './use-seen.ts';

/** What was last read of a user's keys, so that an unchanged user need not be read in every run. Never the ground for an act. */
export interface ReadRecord extends UserRef {
  readonly userName: string;
  readonly readAt: Instant;
  readonly keys: readonly AccessKey[];
  /** Nothing was read: only a row of the credential report has spoken for the user so far, for the first time at `readAt`. */
  readonly byReport?: true;
  /** What the credential report said of the user then, without its last-used columns. */
  readonly fingerprint?: string;
  /** Of a user with a key that was handed over and not used: what the secret said when it was last asked. */
  readonly secretCheck?: SecretCheck;
  /** What was seen of the use of the keys; for advice. Notes of earlier versions have none. */
  readonly uses?: readonly UseSeen[];
}
