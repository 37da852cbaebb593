import type { AccountId, UserId, UserRef } from '../domain/ids.ts';
import type {
  ForceOrder,
  HeldRecord,
  KeepChoice,
  KeyRecord,
  Notice,
  StandingHold,
  UserMemory,
} from '../domain/memory.ts';
import type { ReadRecord } from '../domain/read-record.ts';
import type { RunReport } from '../domain/report.ts';
import type { RunSummary } from '../domain/run-summary.ts';
import type { Saga } from '../domain/saga.ts';
import type { Instant } from '../domain/time.ts';

/** The right to write about one user until a time; only its holder's writes are taken. */
export interface Lease extends UserRef {
  readonly holder: string;
  readonly until: Instant;
}

/** One line of the journal: written before and after every change of AWS. */
export interface JournalEntry extends UserRef {
  readonly at: Instant;
  readonly runId: string;
  readonly sagaId: string;
  readonly userName: string;
  readonly keyId?: string;
  readonly step: string;
  readonly phase: 'intent' | 'done' | 'refused' | 'unknown' | 'note';
  readonly detail?: string;
}

/** What one write changes, all of it or nothing. */
export interface MemoryChange {
  readonly keys?: readonly KeyRecord[];
  readonly addHolds?: readonly StandingHold[];
  /** Ends all standing holds of these keys. */
  readonly endHoldsOf?: readonly string[];
  readonly keep?: KeepChoice;
  readonly dropKeep?: true;
  readonly force?: ForceOrder;
  readonly dropForce?: true;
  /** Replaces the user's list of holds as seen by runs. */
  readonly held?: readonly HeldRecord[];
  /** Notices to queue; one whose id is known already is left as it is. */
  readonly notices?: readonly Notice[];
  /** Opens or updates the user's saga. */
  readonly saga?: Saga;
  readonly closeSaga?: true;
  readonly journal?: readonly JournalEntry[];
}

/** How a channel took notices. */
export interface Acceptance {
  readonly noticeIds: readonly string[];
  readonly at: Instant;
  readonly channel: string;
  readonly countsAsNotice: boolean;
}

/**
 * Keyturn's memory. IAM says which keys exist; the ledger what Keyturn saw, did and promised, and when.
 *
 * Writes about a user need its lease and fail with LEDGER_LEASE_LOST without it. Exceptions, each append-only and safe
 * to interleave: a standing hold and lines of the journal (an undo must never wait for a worker), the acceptance of
 * notices, what was last read of a user (the newer reading wins), and summaries and reports of runs.
 *
 * Each operation happens as a whole or not at all. One that cannot begin because somebody else keeps the ledger locked
 * waits, says so, and fails with LEDGER_UNREADABLE after a bound.
 */
export interface Ledger {
  /** Identifies this ledger; every secret that Keyturn makes carries it. */
  readonly id: string;
  readonly kind: 'real' | 'rehearsal';
  /** Nothing was there before it was opened. */
  readonly isNew: boolean;
  loadUser(ref: UserRef): Promise<UserMemory>;
  loadAccount(accountId: AccountId): Promise<ReadonlyMap<UserId, UserMemory>>;
  /** Users by name or id, over all accounts or one, in a stable order. */
  findUsers(query: {
    readonly accountId?: AccountId;
    readonly user?: string;
  }): Promise<readonly UserMemory[]>;
  /**
   * A lease, or undefined while somebody else has it.
   *
   * A lease ends at its time. It ends at once when its holder is proven dead and nothing of the user is under way; when
   * something is, once all that the dead holder began must have become visible (`ALL_IS_SEEN`). One that ends later than
   * any clock that is right could have said was given by a wrong clock: it ends as if it began when that is first seen.
   */
  acquireLease(
    ref: UserRef,
    request: { readonly holder: string; readonly now: Instant; readonly until: Instant },
  ): Promise<Lease | undefined>;
  releaseLease(lease: Lease): Promise<void>;
  save(lease: Lease, now: Instant, change: MemoryChange): Promise<void>;
  addStandingHold(hold: StandingHold): Promise<void>;
  /** Appends lines to the journal, without a lease. */
  appendJournal(entries: readonly JournalEntry[]): Promise<void>;
  pendingNotices(): Promise<readonly Notice[]>;
  recordAcceptance(acceptance: Acceptance): Promise<void>;
  journalOf(ref: UserRef): Promise<readonly JournalEntry[]>;
  recordRun(summary: RunSummary): Promise<void>;
  runs(): Promise<readonly RunSummary[]>;
  /** What was last read of each user of an account. */
  loadReads(accountId: AccountId): Promise<ReadonlyMap<UserId, ReadRecord>>;
  /** Takes note of what was read; an older reading never replaces a newer one. */
  recordReads(reads: readonly ReadRecord[]): Promise<void>;
  /** Keeps the report of the latest enforcing run; it replaces the one before. */
  recordReport(report: RunReport): Promise<void>;
  lastReport(): Promise<RunReport | undefined>;
  /** Everything in it, one record after the other, for export: `table` names what kind of record it is. */
  everything(): AsyncIterable<{ readonly table: string; readonly record: unknown }>;
  close(): void;
}
