import type { ChangingAction, GateName } from './decision.ts';
import type { AccessKeyId, AccountId, UserId } from './ids.ts';
import type { Narrowing } from './narrowing.ts';
import type { Reason } from './reason.ts';
import type { Instant } from './time.ts';
import type { UntoldOwners } from './untold-owners.ts';

/** Something that would happen on a day to come, if everything goes as the forecast assumes. */
export interface ForecastEvent {
  readonly at: Instant;
  readonly accountId: AccountId;
  readonly accountName: string;
  readonly userId: UserId;
  readonly userName: string;
  /** A key that exists today; a key that would be made meanwhile has an id that begins with `new-`. */
  readonly keyId: AccessKeyId;
  readonly action: ChangingAction | 'warn' | 'hold';
  readonly reason: Reason;
  /** For holds: what is held, and by which gates. */
  readonly held?: ChangingAction;
  readonly gates?: readonly GateName[];
  /** For warnings: the date that is told will come to nothing, since no channel tells owners. */
  readonly unheard?: true;
}

/** What a run on each of the coming days would do, by the same planner. */
export interface Forecast {
  readonly schema: 'keyturn/forecast/v1';
  readonly madeAt: Instant;
  readonly days: number;
  /** A person asked for some accounts or users only. */
  readonly narrowed?: Narrowing;
  /** Deactivations come to nothing: owners must be told of them, and no channel would. */
  readonly untold?: UntoldOwners;
  readonly assumptions: readonly string[];
  readonly events: readonly ForecastEvent[];
  /** Users that could not be read, so that there is no forecast for them. */
  readonly unread: number;
  /** Accounts that could not be read. */
  readonly unreadAccounts: number;
}
