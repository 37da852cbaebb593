import type { AccessKey, LastUsed } from './access-key.ts';
import { NOT_READ } from './access-key.ts';
import type { AccessKeyId, AccountId, UserId } from './ids.ts';
import type { SecretCheck } from './lost-key.ts';
import type { Instant } from './time.ts';

/** Something that was read, or the reason why it could not be. */
export type Readable<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly why: string };

/** An account as the organization lists it. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  readonly email: string;
  /** `ACTIVE`, `SUSPENDED`, … as AWS Organizations writes it. */
  readonly state: string;
  /** Ids of the organizational units from the root down to the account's own; empty in single-account mode. */
  readonly organizationalUnits: readonly string[];
  /** The units were asked for and the account was in none of them: it was moved while they were read. */
  readonly unitsUnknown?: true;
  /** Tags of the account in AWS Organizations; undefined when nothing asked for them. */
  readonly tags?: Readable<ReadonlyMap<string, string>>;
}

/** An account of which nothing but the id is known, for calls that need no more. */
export function accountById(id: AccountId, name: string = id): Account {
  return { id, name, email: '', state: 'ACTIVE', organizationalUnits: [] };
}

/** The organization as it was read in one go. */
export interface OrganizationListing {
  readonly accounts: readonly Account[];
  /** Every organizational unit, the root included; undefined when nothing asked for them. */
  readonly units?: readonly string[];
  /** `o-…`, from the accounts' ARNs. */
  readonly organizationId?: string;
}

/** What was read of one IAM user in one run: the snapshot that decisions rest on. */
export interface UserFacts {
  readonly account: Account;
  readonly userId: UserId;
  readonly userName: string;
  readonly userArn: string;
  readonly tags: Readable<ReadonlyMap<string, string>>;
  readonly groups: Readable<readonly string[]>;
  readonly keys: readonly AccessKey[];
  readonly lastUsed: ReadonlyMap<AccessKeyId, LastUsed>;
  readonly readAt: Instant;
  /** When tags and groups were read. */
  readonly listedAt?: Instant;
  /** Outside the scope now, while something that was begun about it is still open: why. */
  readonly outsideScope?: string;
  /** Nothing about the user's keys was read in this run: they are as they were last read. Never the ground for an act. */
  readonly remembered?: true;
  /** What the user's secret says of a key that was handed over and not used. Shown, and never the ground for an act. */
  readonly secretCheck?: SecretCheck;
}

/** Last use of a key of this user; `unknown` when it was not read. */
export function lastUsedOf(facts: UserFacts, keyId: AccessKeyId): LastUsed {
  return facts.lastUsed.get(keyId) ?? NOT_READ;
}
