import type { Decision } from '../../domain/decision.ts';
import type { AccountId, UserId } from '../../domain/ids.ts';
import type { Narrowing } from '../../domain/narrowing.ts';
import type { ForceWish } from '../force-order.ts';

/** Some users of one account. */
export interface UsersOf {
  readonly accountId: AccountId;
  readonly userIds: readonly UserId[];
}

/** What a run is to do. Plain data: it goes into the manifest. */
export interface RunOptions {
  readonly enforce: boolean;
  /** Only these accounts, and of those only these users. */
  readonly only?: readonly UsersOf[];
  /** What a person narrowed the run to. */
  readonly narrow?: Narrowing;
  /** Reads everybody, whatever a credential report says. */
  readonly readAll?: boolean;
  /** Why the others are left out, for the coverage. */
  readonly onlyWhy?: string;
  /** The decisions that may be carried out; without it, all. */
  readonly approved?: readonly Decision[];
  readonly force?: ForceWish;
}
