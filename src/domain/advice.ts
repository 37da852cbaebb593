import type { AccessKeyId, AccountId, UserId } from './ids.ts';
import type { Duration, Instant } from './time.ts';

/** What people could do so that a key need not be rotated at all. Shown, never acted on. */
export type Advice = {
  readonly accountId: AccountId;
  readonly accountName: string;
  readonly userId: UserId;
  readonly userName: string;
  readonly keyId?: AccessKeyId;
} & (
  | {
      /** Nobody uses the key: it can be retired. */
      readonly kind: 'unused-key';
      /** Last use, or undefined when it was never used. */
      readonly lastUsedAt?: Instant;
      readonly age: Duration;
    }
  | {
      /** Every use that AWS reported was by one service, for which roles or service features serve better than keys. */
      readonly kind: 'one-service';
      readonly service: string;
      /** Region of the last use. */
      readonly region: string;
      /** How many distinct moments of last use that rests on, */
      readonly observations: number;
      /** and since when. */
      readonly observedSince: Instant;
    }
  | {
      /** A person signs in to the console with this user, and holds keys as well. */
      readonly kind: 'human-console-user';
      readonly passwordLastUsedAt?: Instant;
      readonly mfa: boolean;
    }
  | {
      /** Neither password nor any key was used for a long time: the user itself can go. */
      readonly kind: 'abandoned-user';
      readonly lastSeenAt?: Instant;
      readonly createdAt: Instant;
    }
);
