import type { DatabaseSync } from 'node:sqlite';
import { type Acceptance, type NoticeRef, taken, type Withdrawal, withdrawn } from '../domain/acceptance.ts';
import { KeyturnError } from '../domain/errors.ts';
import type { AccountId, UserId, UserRef } from '../domain/ids.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { Notice, StandingHold, UserMemory } from '../domain/memory.ts';
import type { ReadRecord } from '../domain/read-record.ts';
import type { RunSummary } from '../domain/run-summary.ts';
import type { HistoryEntry } from '../domain/settled.ts';
import { type Instant, isoTime } from '../domain/time.ts';
import { changed, type MemoryChange, type UserUnit } from '../domain/user-unit.ts';
import type { Lease, Ledger, UserQuery } from '../ports/ledger.ts';
import { type Processes, UNKNOWN_PROCESSES } from '../ports/processes.ts';
import type { Reports } from '../ports/reports.ts';
import { mustOutlivePower } from './durable.ts';
import { linuxProcesses } from './linux-processes.ts';
import { Connection } from './sqlite-connection.ts';
import { translate } from './sqlite-errors.ts';
import { EXPORTED, type ExportedRecord, openRecords } from './sqlite-export.ts';
import {
  cutLeaseOfWrongClock,
  isHeld,
  type LeaseRequest,
  releaseLease,
  takeFreeLease,
  takeLeaseOfTheDead,
} from './sqlite-lease.ts';
import { LockWait, type Patience } from './sqlite-locks.ts';
import { type LedgerFile, type OpenedFile, openLedgerFile } from './sqlite-open.ts';
import { loadReads, writeReads } from './sqlite-reads.ts';
import { reportsIn } from './sqlite-reports.ts';
import { readRuns, writeRun } from './sqlite-runs.ts';
import {
  findUnits,
  readAccount,
  readHistory,
  readPending,
  readUnit,
  withoutSettled,
  writeEndedHolds,
  writeUnit,
} from './sqlite-units.ts';

/** What a ledger works with besides its file. */
export interface LedgerServices extends Patience {
  /** Tells whether the process that left a lease behind still lives. */
  readonly processes?: Processes;
}

/** A ledger in one SQLite file, which keeps the latest report as well. */
export interface EmbeddedLedger extends Ledger {
  readonly reports: Reports;
}

/**
 * Opens the embedded ledger: one SQLite file, safe for several processes at once.
 *
 * While another process has the file locked, this waits, and so does everything that is asked of the ledger later.
 */
export async function openLedger(file: LedgerFile, services: LedgerServices = {}): Promise<EmbeddedLedger> {
  const locks = new LockWait(file.path, services);
  const opened = await locks.patiently(() => openLedgerFile(file));
  const processes = services.processes ?? linuxProcesses();
  return new SqliteLedger(opened, { path: file.path, locks, processes });
}

/** Opens the embedded ledger at once, or not at all: for one in memory, and where nobody else can have the file. */
export function openSqliteLedger(file: LedgerFile, services: LedgerServices = {}): EmbeddedLedger {
  const locks = new LockWait(file.path, services);
  const processes = services.processes ?? UNKNOWN_PROCESSES;
  try {
    return new SqliteLedger(openLedgerFile(file), { path: file.path, locks, processes });
  } catch (error) {
    throw translate(error, file.path);
  }
}

interface Tools {
  readonly path: string;
  readonly locks: LockWait;
  readonly processes: Processes;
}

class SqliteLedger implements EmbeddedLedger {
  readonly id: string;
  readonly kind: 'real' | 'rehearsal';
  readonly isNew: boolean;
  readonly reports: Reports;
  readonly #file: Connection;
  readonly #path: string;
  readonly #processes: Processes;

  constructor(opened: OpenedFile, tools: Tools) {
    this.id = opened.id;
    this.kind = opened.kind;
    this.isNew = opened.isNew;
    this.#file = new Connection(opened.database, tools.locks);
    this.reports = reportsIn(this.#file);
    this.#path = tools.path;
    this.#processes = tools.processes;
  }

  async loadUser(ref: UserRef): Promise<UserMemory> {
    return await this.#file.read((database) => readUnit(database, ref).memory);
  }

  async loadAccount(accountId: AccountId): Promise<ReadonlyMap<UserId, UserMemory>> {
    return await this.#file.read((database) => readAccount(database, accountId));
  }

  async findUsers(query: UserQuery): Promise<readonly UserMemory[]> {
    return await this.#file.read((database) => findUnits(database, query));
  }

  async acquireLease(ref: UserRef, request: LeaseRequest): Promise<Lease | undefined> {
    const asked = { ...request, processes: this.#processes };
    return (
      (await this.#file.writeOnce(false, (database) => takeFreeLease(database, ref, asked))) ??
      (await this.#file.write(false, (database) => {
        const taken = takeLeaseOfTheDead(database, ref, asked);
        if (taken === undefined && asked.clockIsRight === true)
          cutLeaseOfWrongClock(database, ref, asked.now);
        return taken;
      }))
    );
  }

  async releaseLease(lease: Lease): Promise<void> {
    await this.#file.writeOnce(false, (database) => releaseLease(database, lease));
  }

  async save(lease: Lease, now: Instant, change: MemoryChange): Promise<void> {
    await this.#file.write(mustOutlivePower(change), (database) => {
      if (!isHeld(database, lease, now)) throw leaseLost(lease);
      const unit = readUnit(database, lease);
      writeEndedHolds(database, unit, change);
      writeUnit(database, changed(unit, withoutSettled(database, lease, change)), now);
    });
  }

  async addStandingHold(hold: StandingHold): Promise<void> {
    await this.#change(hold, { addHolds: [hold] });
  }

  async appendJournal(entries: readonly JournalEntry[]): Promise<void> {
    await this.#file.write(mustOutlivePower({ journal: entries }), (database) => {
      for (const line of entries) change(database, line, { journal: [line] });
    });
  }

  async pendingNotices(): Promise<readonly Notice[]> {
    return await this.#file.read((database) => readPending(database));
  }

  async recordAcceptance(acceptance: Acceptance): Promise<void> {
    await this.#changeNotices(acceptance.notices, (notice) => taken(notice, acceptance));
  }

  async withdrawAcceptance(withdrawal: Withdrawal): Promise<void> {
    await this.#changeNotices(withdrawal.notices, (notice) => withdrawn(notice, withdrawal));
  }

  async journalOf(ref: UserRef): Promise<readonly JournalEntry[]> {
    return await this.#file.read((database) => {
      const settled = readHistory(database, ref).flatMap((entry) =>
        entry.kind === 'journal' ? [entry.record] : [],
      );
      return [...settled, ...readUnit(database, ref).journal];
    });
  }

  async historyOf(ref: UserRef): Promise<readonly HistoryEntry[]> {
    return await this.#file.read((database) => readHistory(database, ref));
  }

  async recordRun(summary: RunSummary): Promise<void> {
    await this.#file.writeOnce(true, (database) => writeRun(database, summary));
  }

  async runs(atMost: number): Promise<readonly RunSummary[]> {
    return await this.#file.read((database) => readRuns(database, atMost));
  }

  async loadReads(accountId: AccountId): Promise<ReadonlyMap<UserId, ReadRecord>> {
    return await this.#file.read((database) => loadReads(database, accountId));
  }

  async recordReads(reads: readonly ReadRecord[]): Promise<void> {
    await this.#file.write(false, (database) => writeReads(database, reads));
  }

  async *everything(): AsyncIterable<ExportedRecord> {
    for (const table of EXPORTED) {
      const { first, rest } = await this.#file.read((database) => openRecords(database, table));
      try {
        for (let row = first; row.done !== true; row = rest.next()) yield { table, record: row.value };
      } catch (error) {
        throw translate(error, this.#path);
      }
    }
  }

  async close(): Promise<void> {
    this.#file.close();
  }

  async #change(ref: UserRef, wanted: MemoryChange): Promise<void> {
    await this.#file.write(mustOutlivePower(wanted), (database) => change(database, ref, wanted));
  }

  async #changeNotices(refs: readonly NoticeRef[], by: (notice: Notice) => Notice): Promise<void> {
    await this.#file.write(false, (database) => {
      for (const ref of refs) {
        const unit = readUnit(database, ref);
        if (unit.memory.notices.some(({ id }) => id === ref.id))
          writeUnit(database, withNotice(unit, ref, by));
      }
    });
  }
}

function change(database: DatabaseSync, ref: UserRef, wanted: MemoryChange): void {
  writeUnit(database, changed(readUnit(database, ref), withoutSettled(database, ref, wanted)));
}

function withNotice(unit: UserUnit, { id }: NoticeRef, by: (notice: Notice) => Notice): UserUnit {
  const notices = unit.memory.notices.map((notice) => (notice.id === id ? by(notice) : notice));
  return { ...unit, memory: { ...unit.memory, notices } };
}

function leaseLost(lease: Lease): KeyturnError {
  return new KeyturnError({
    code: 'LEDGER_LEASE_LOST',
    message: `The lease on user ${lease.userId} in account ${lease.accountId} (until ${isoTime(lease.until)}) no longer belongs to this run.`,
    next: 'Another run has taken over this user; the next run continues.',
    actor: 'keyturn',
  });
}
