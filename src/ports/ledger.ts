import type { Acceptance, Withdrawal } from '../domain/acceptance.ts';
import type { AccountId, UserId, UserRef } from '../domain/ids.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { Notice, StandingHold, UserMemory } from '../domain/memory.ts';
import type { ReadRecord } from '../domain/read-record.ts';
import type { RunSummary } from '../domain/run-summary.ts';
import type { HistoryEntry } from '../domain/settled.ts';
import type { Instant } from '../domain/time.ts';
import type { MemoryChange } from '../domain/user-unit.ts';

/** The right to write about one user until a time; only its holder's writes are taken. */
export interface Lease extends UserRef {
  readonly holder: string;
  readonly until: Instant;
}

/** Users by name or id: over all accounts, or all users of one account. */
export type UserQuery =
  | { readonly user: string; readonly accountId?: AccountId }
  | { readonly accountId: AccountId; readonly user?: undefined };

/**
 * Keyturn's memory. IAM says which keys exist; the ledger what Keyturn saw, did and promised, and when.
 *
 * Everything about one user is one unit: it is read as a whole, and written as a whole by one conditional write under its
 * lease, so that a store needs neither transactions nor scans. A write fails with LEDGER_LEASE_LOST without the lease.
 * Exceptions, each safe to interleave: a standing hold and lines of the journal (an undo must never wait for a worker),
 * what channels say of notices, what was last read of a user (the newer reading wins), and summaries of runs.
 *
 * Every write may be repeated after a lost answer: what is there already, by its id, stays as it is. Each operation happens
 * as a whole or not at all. One that cannot begin because somebody else keeps the ledger locked waits, says so, and fails
 * with LEDGER_UNREADABLE after a bound.
 *
 * What is settled leaves the unit for the history by itself.
 */
export interface Ledger {
  /** Identifies this ledger; every secret that Keyturn makes carries it. */
  readonly id: string;
  readonly kind: 'real' | 'rehearsal';
  /** Nothing was there before it was opened. */
  readonly isNew: boolean;
  loadUser(ref: UserRef): Promise<UserMemory>;
  loadAccount(accountId: AccountId): Promise<ReadonlyMap<UserId, UserMemory>>;
  /** Users by name or id, in a stable order. */
  findUsers(query: UserQuery): Promise<readonly UserMemory[]>;
  /**
   * A lease, or undefined while somebody else has it.
   *
   * A lease ends at its time. It ends at once when its holder is proven dead and nothing of the user is under way; when
   * something is, once all that the dead holder began must have become visible (`ALL_IS_SEEN`). One that ends later than
   * any clock that is right could have said was given by a wrong clock: it ends as if it began when that is first seen.
   */
  acquireLease(
    ref: UserRef,
    request: {
      readonly holder: string;
      readonly now: Instant;
      readonly until: Instant;
      /** AWS has just told the time, and ours agrees; only such an asker can tell that another clock is wrong. */
      readonly clockIsRight?: boolean;
    },
  ): Promise<Lease | undefined>;
  releaseLease(lease: Lease): Promise<void>;
  save(lease: Lease, now: Instant, change: MemoryChange): Promise<void>;
  addStandingHold(hold: StandingHold): Promise<void>;
  /** Appends lines to the journal, without a lease. */
  appendJournal(entries: readonly JournalEntry[]): Promise<void>;
  pendingNotices(): Promise<readonly Notice[]>;
  recordAcceptance(acceptance: Acceptance): Promise<void>;
  /** Takes back what a channel said; a notice that nobody else took waits again. */
  withdrawAcceptance(withdrawal: Withdrawal): Promise<void>;
  /** All lines about a user, settled ones included, in the order in which they were written. */
  journalOf(ref: UserRef): Promise<readonly JournalEntry[]>;
  /** What is settled about a user: for people, never for decisions. */
  historyOf(ref: UserRef): Promise<readonly HistoryEntry[]>;
  recordRun(summary: RunSummary): Promise<void>;
  /** The latest runs, at most so many, oldest first. */
  runs(atMost: number): Promise<readonly RunSummary[]>;
  /** What was last read of each user of an account. */
  loadReads(accountId: AccountId): Promise<ReadonlyMap<UserId, ReadRecord>>;
  /** Takes note of what was read; an older reading never replaces a newer one. */
  recordReads(reads: readonly ReadRecord[]): Promise<void>;
  /** Everything in it, one record after the other, for export: `table` names what kind of record it is. */
  everything(): AsyncIterable<{ readonly table: string; readonly record: unknown }>;
  close(): Promise<void>;
}
