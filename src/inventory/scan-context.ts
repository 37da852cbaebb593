import type { AccessKey } from '../domain/access-key.ts';
import type { UserId } from '../domain/ids.ts';
import type { SecretCheck, SecretSight } from '../domain/lost-key.ts';
import type { UserMemory } from '../domain/memory.ts';
import type { ReadRecord } from '../domain/read-record.ts';
import type { Settings } from '../domain/settings.ts';
import type { Duration, Instant } from '../domain/time.ts';
import type { UserFacts } from '../domain/user-facts.ts';
import type { OwnKeys } from '../policy/own-keys.ts';
import type { Clock } from '../ports/clock.ts';
import type { AccountReader, Cloud, UserHeader } from '../ports/cloud.ts';
import type { ReadNotes } from './read-notes.ts';

/** The question that is asked in the rolling sweep: whether a secret still gives out the key that was handed over. */
export interface SecretQuestion {
  /** Whether a user with these keys has one that was handed over and not used. */
  concerns(keys: readonly AccessKey[], memory: UserMemory): boolean;
  ask(
    reader: AccountReader,
    facts: UserFacts,
    known: { readonly memory: UserMemory; readonly before: SecretCheck | undefined },
  ): Promise<SecretSight>;
}

/** What a scan needs besides the account. */
export interface ScanContext {
  readonly cloud: Cloud;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly memories: ReadonlyMap<UserId, UserMemory>;
  readonly reads: ReadonlyMap<UserId, ReadRecord>;
  /** Takes note of what was read, in portions, so that an interrupted run need not read it again. */
  readonly note: ReadNotes;
  /** A dry run has AWS make nothing, a credential report neither. */
  readonly enforce: boolean;
  /** Only these users, and nobody else; they are read in any case. */
  readonly only?: ReadonlySet<UserId>;
  /** Users whom earlier turns of this account have handled: they are left out. */
  readonly handled?: ReadonlySet<UserId>;
  /** After this time nobody else is begun: who is left is for the next turn. */
  readonly beginsUntil?: Instant;
  /** Why the whole account is outside the scope: then only those users are looked at about whom something was begun. */
  readonly outside?: string;
  /** How far ahead is looked: then everybody is read, and the use of every key that will be due by then. */
  readonly horizon?: Duration;
  /** Reads everybody, whatever a report says. */
  readonly readAll?: boolean;
  /** Whether nothing is planned for a user from what is remembered of it: then it need not be read. */
  readonly isIdle: (facts: UserFacts, memory: UserMemory) => boolean;
  /** The keys that Keyturn made in the account. */
  readonly ownKeys?: OwnKeys;
  /** Without it no secret is asked. */
  readonly secretQuestion?: SecretQuestion;
  /** Whether a person wants the run to end: then nobody else is read. */
  readonly interrupted?: () => boolean;
  /** In which order users are read and worked on. */
  readonly order?: (users: readonly UserHeader[]) => readonly UserHeader[];
  /** Told of every user that IAM listed, in scope or not, before anybody is read. */
  readonly onListed?: (listed: ReadonlySet<UserId>) => Promise<void>;
  /** Works on a user who has keys, as soon as it was read. What it throws ends the scan. */
  readonly each?: (facts: UserFacts) => Promise<void>;
  /** Told how many of the users to be read are through with. */
  readonly onProgress?: (done: number, of: number) => void;
}
