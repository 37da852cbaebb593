import type { LastUsed } from './access-key.ts';
import type { AccessKeyId, AccountId, UserId } from './ids.ts';
import type { LostKey } from './lost-key.ts';
import type { Reason } from './reason.ts';
import type { Duration, Instant } from './time.ts';

/** What Keyturn does, or would do, about one key of one user. */
export type Action = 'rotate' | 'deactivate' | 'delete' | 'warn' | 'hold' | 'repair' | 'none';

/** Actions that change AWS. */
export type ChangingAction = 'rotate' | 'deactivate' | 'delete' | 'repair';

/** A fact that a decision rests on; text is rendered later. */
export type Evidence =
  | {
      readonly kind: 'key-age';
      readonly keyId: AccessKeyId;
      readonly age: Duration;
      readonly limit: Duration;
    }
  | { readonly kind: 'last-used'; readonly keyId: AccessKeyId; readonly lastUsed: LastUsed }
  | {
      readonly kind: 'replacement';
      readonly keyId: AccessKeyId;
      readonly by: 'keyturn' | 'person';
      readonly since: Instant;
      /** First use by its owner, as far as it is known. */
      readonly adoptedAt?: Instant;
    }
  | {
      readonly kind: 'inactive-since';
      readonly keyId: AccessKeyId;
      readonly since: Instant;
      readonly soak: Duration;
    }
  | { readonly kind: 'keys'; readonly active: number; readonly inactive: number; readonly unknown: number }
  | {
      readonly kind: 'exempt';
      readonly by: string;
      readonly instead: Action;
      readonly because: Reason;
      /** The change that would be made, or be held for other reasons too, if the user were not exempt. */
      readonly spared?: ChangingAction;
    }
  | { readonly kind: 'discarded'; readonly keyId: AccessKeyId; readonly why: string }
  | { readonly kind: 'relaxed'; readonly option: string; readonly clause: string }
  /** The secret that the replacement goes into was made by others: its policy as it is, and as it would be. */
  | {
      readonly kind: 'secret-of-others';
      readonly secretArn: string;
      readonly before?: string;
      readonly after: string;
      /** Whether everybody but the owner and the readers is denied by it. */
      readonly denies: boolean;
    }
  /** Whether that is so could not be found out. */
  | { readonly kind: 'secret-unread'; readonly why: string }
  /** Nobody has used the key, and its secret does not give it out any more. A finding: no decision rests on it. */
  | ({ readonly kind: 'key-not-fetchable' } & LostKey);

/** The conditions that a change must pass. One file each in policy/gates, or in the run for those that concern all users. */
export type GateName =
  | 'exemption'
  | 'exempt'
  | 'key-status'
  | 'key-count'
  | 'last-used'
  | 'quiet'
  | 'notice'
  | 'replacement'
  | 'standing-hold'
  | 'soak'
  | 'unused-since'
  | 'late-use'
  | 'last-key'
  | 'adoption'
  | 'scope'
  | 'free-slot'
  | 'two-active-keys'
  | 'unfinished-saga'
  | 'kill-switch'
  | 'budget'
  | 'freeze'
  | 'canary'
  | 'foreign-ledger'
  | 'secret-not-ours'
  | 'stray-key';

/** A gate that objects, as a machine reads it. */
export interface Objection {
  readonly gate: GateName;
  /** `waiting` passes by itself with time; `blocked` needs a person or another reading. */
  readonly state: 'waiting' | 'blocked';
  /** When a waiting gate is expected to pass. */
  readonly until?: Instant;
  /** When it passes, nothing is done yet: the owner is told a new date first. */
  readonly announcesAnew?: true;
  /** Machine-readable detail, shown to people through messages. */
  readonly detail: string;
}

/** The clause of guarantee G2 by which a deactivation is allowed. */
export type DeactivationClause = 'replacement-proven' | 'unused-and-retired' | 'named-of-two';

/** Where a policy that differs from the document's main one came from: a rule under `overrides`, or tags of the user. */
export interface PolicySource {
  /** Name or number of the override that applies. */
  readonly override?: string;
  /** Tags of the user that were followed. */
  readonly tags?: readonly string[];
}

/** What kind of repair a `repair` decision is. */
export type Repair = 'close-saga' | 'finish-promotion' | 'discard-deactivate' | 'discard-delete';

/** A decision about one key (or, for a user without keys in scope, about the user). Inert data; nothing in it is a function. */
export interface Decision {
  readonly accountId: AccountId;
  readonly userId: UserId;
  readonly userName: string;
  readonly keyId: AccessKeyId;
  readonly action: Action;
  readonly reason: Reason;
  readonly evidence: readonly Evidence[];
  /** When it became or becomes due. */
  readonly due?: Instant;
  /** For `hold`: what is held. */
  readonly held?: ChangingAction;
  /** For `hold`: which gates object. */
  readonly objections?: readonly Objection[];
  /** For `hold`: since when, as far as the ledger knows. */
  readonly heldSince?: Instant;
  /** For `deactivate`: under which clause. */
  readonly clause?: DeactivationClause;
  /** For `repair`: what is repaired. */
  readonly repair?: Repair;
  /**
   * The date is announced, and will come to nothing: the owner must be told, has not been, and no channel is set up that
   * would. On that day the change is held.
   */
  readonly unheard?: true;
  /** For `warn`, and for a hold that is announced again: what will be done, when, and which step of `warnBefore` this is. */
  readonly warning?: {
    readonly pending: 'rotate' | 'deactivate' | 'delete';
    readonly plannedFor: Instant;
    readonly step: Duration;
    readonly kind: 'warning' | 'extended';
    /** The retirement starts again with it: what was announced before counts no longer. */
    readonly anew?: true;
  };
}

/** Actions that change AWS, as a type guard. */
export function isChange(decision: Decision): decision is Decision & { action: ChangingAction } {
  return ['rotate', 'deactivate', 'delete', 'repair'].includes(decision.action);
}

/** Whether two decisions are the same act: same user, key, action and reason. Evidence may have aged between them. */
export function isSameAct(a: Decision, b: Decision): boolean {
  return (
    a.accountId === b.accountId &&
    a.userId === b.userId &&
    a.keyId === b.keyId &&
    a.action === b.action &&
    a.reason === b.reason &&
    a.repair === b.repair
  );
}
