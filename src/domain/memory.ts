import type { AccessKeyId, AccountId, UserId, UserRef } from './ids.ts';
import type { OffEvidence } from './off-evidence.ts';
import type { Reason } from './reason.ts';
import type { Saga } from './saga.ts';
import type { Instant } from './time.ts';

/** What Keyturn knows of one access key beyond what IAM tells: when it saw, made, promised and did things. */
export interface KeyRecord extends UserRef {
  readonly keyId: AccessKeyId;
  readonly userName: string;
  readonly createdAt: Instant;
  readonly firstSeen: Instant;
  /** Start of the soak: when the key was first seen inactive, without having been active or used since. */
  readonly inactiveSince?: Instant;
  /** When Keyturn itself deactivated the key; cleared when the key is seen active again. */
  readonly deactivatedAt?: Instant;
  /** The user's other key, in favour of which Keyturn deactivated this one as one of two. */
  readonly gaveWayTo?: AccessKeyId;
  /** What was known of its use when Keyturn deactivated it; a use that comes to light later stops its deletion. */
  readonly offEvidence?: OffEvidence;
  /** When the key was deleted by Keyturn, or first found missing. */
  readonly goneAt?: Instant;
  readonly madeByUs: boolean;
  readonly replaces?: AccessKeyId;
  readonly replacedBy?: AccessKeyId;
  /** Our own proof makes AWS report a use; uses within this window by STS are ours. */
  readonly proofFrom?: Instant;
  readonly provenAt?: Instant;
  /** AWS's clock minus ours during the proof: AWS dates the use that the proof makes by its own clock. */
  readonly proofSkew?: number;
  /** The secret that holds the key, by the ARN that AWS gave: a user who is renamed keeps it. */
  readonly secretArn?: string;
  /** The owner's last use of the keys that this one follows, else the creation of the first of them. */
  readonly unusedSince?: Instant;
  /** When the secret's current version became this key: from here the owner can have it. */
  readonly promotedAt?: Instant;
  /** First use that was not our proof. */
  readonly adoptedAt?: Instant;
  /** A key made by Keyturn that must not live: why. */
  readonly discard?: string;
  /** It is taken for ours only because of when it appeared. */
  readonly attributed?: true;
  /** False only while it is certain that nobody but Keyturn's own process ever held the secret. */
  readonly exposed: boolean;
  /** End of the grace that owners of a key still in use were promised. */
  readonly extendedUntil?: Instant;
  /** AWS services that the key was seen used with, at most eight; our own proofs do not count. */
  readonly services?: readonly string[];
  /** Notices queued before this time no longer count: the key's retirement started again (released, or reactivated). */
  readonly noticesFrom?: Instant;
}

/** What kind of message a notice is. */
export type NoticeKind =
  | 'rotated'
  | 'warning'
  | 'extended'
  | 'deactivated'
  | 'deleted'
  | 'held'
  | 'reactivated';

/** One message to the people of one key: queued in the outbox, delivered, accepted. Never carries a secret. */
export interface Notice extends UserRef {
  /** Deterministic, so that queueing the same notice again changes nothing. */
  readonly id: string;
  readonly userName: string;
  readonly keyId: AccessKeyId;
  readonly kind: NoticeKind;
  readonly reason: Reason;
  /** For warnings: what will happen to the key, */
  readonly pending?: 'rotate' | 'deactivate' | 'delete';
  /** and when, as promised to the owner. */
  readonly plannedFor?: Instant;
  /** For warnings: which step of `warnBefore` this is, in milliseconds. */
  readonly step?: number;
  readonly secretArn?: string;
  readonly newKeyId?: AccessKeyId;
  /** The date will come to nothing, since no channel would tell the owner of it: on that day the change is held. */
  readonly unheard?: true;
  readonly queuedAt: Instant;
  /** What counts of `takenBy`: the first that reaches the owner, else the first of all. */
  readonly acceptedAt?: Instant;
  /** Whether the accepting channel reaches the owner, as the notice gate demands. */
  readonly countsAsNotice?: boolean;
  readonly channel?: string;
  /** Who took it: each channel for each recipient, the first first. */
  readonly takenBy?: readonly Taking[];
  /** What was taken back, the latest of each channel and recipient. */
  readonly withdrawn?: readonly Pick<Taking, 'at' | 'channel' | 'recipient'>[];
}

/** A channel took a notice for a recipient. */
export interface Taking {
  readonly at: Instant;
  readonly channel: string;
  /** The address or topic; absent for a channel that has no recipients of its own. */
  readonly recipient?: string;
  /** Whether it reaches the owner, as the notice gate demands. */
  readonly countsAsNotice: boolean;
}

/** What is needed to find the people of a user when a message is sent. */
export interface Contact {
  readonly userName: string;
  readonly userArn: string;
  readonly tags: readonly (readonly [string, string])[];
  readonly accountName: string;
  /** The address of the account's root user, from the organization. */
  readonly accountEmail: string;
  readonly seenAt: Instant;
}

/** A standing order about one key, given by a person (`undo`, `resolve`) or by the world (reactivated by hand). */
export interface StandingHold extends UserRef {
  /** By which it is ended, and by which giving it again changes nothing. */
  readonly id: string;
  readonly keyId: AccessKeyId;
  readonly kind: 'undo' | 'extend' | 'keep' | 'reactivated-by-hand';
  readonly from: Instant;
  /** End of the hold; a hold without one stands until somebody releases it. */
  readonly until?: Instant;
  readonly by: string;
  readonly why: string;
}

/** A person's word on which of two active keys stays (`resolve --keep`). */
export interface KeepChoice extends UserRef {
  readonly keyId: AccessKeyId;
  readonly at: Instant;
  readonly by: string;
  readonly why: string;
}

/** A person's order to replace keys now, whatever their age (`keyturn force`). It ends when they are replaced or gone. */
export interface ForceOrder extends UserRef {
  readonly keyIds: readonly AccessKeyId[];
  readonly at: Instant;
  readonly by: string;
  readonly why: string;
}

/** A hold as runs saw it: since when, so that it can age and escalate. */
export interface HeldRecord extends UserRef {
  readonly keyId: AccessKeyId;
  /** The action and the gates that object, as one string; other gates for the same act are the same hold. */
  readonly signature: string;
  readonly since: Instant;
  /** At some time it rested on the use of the key, or on its missing replacement. */
  readonly restedOnUse?: true;
  /** Only carrying the change out can show whether it still stands (the budget, the secret, the session's own rights). */
  readonly foundAtExecution?: true;
}

/** Everything the ledger holds about one user. */
export interface UserMemory extends UserRef {
  readonly keys: readonly KeyRecord[];
  readonly notices: readonly Notice[];
  readonly holds: readonly StandingHold[];
  readonly held: readonly HeldRecord[];
  readonly keep?: KeepChoice;
  readonly force?: ForceOrder;
  /** The one saga of this user that began and has not ended. */
  readonly openSaga?: Saga;
  /** How its people can be reached, as last seen. */
  readonly contact?: Contact;
}

/** The memory of a user that was never seen. */
export function blankMemory(accountId: AccountId, userId: UserId): UserMemory {
  return { accountId, userId, keys: [], notices: [], holds: [], held: [] };
}

/** The record of a key, or undefined when the ledger never saw it. */
export function recordOf(memory: UserMemory, keyId: AccessKeyId): KeyRecord | undefined {
  return memory.keys.find((record) => record.keyId === keyId);
}
