import { KeyturnError } from '../domain/errors.ts';
import type { AccountId, UserId, UserRef } from '../domain/ids.ts';
import type { Notice, StandingHold, UserMemory } from '../domain/memory.ts';
import type { ReadRecord } from '../domain/read-record.ts';
import type { RunReport } from '../domain/report.ts';
import type { RunSummary } from '../domain/run-summary.ts';
import { type Instant, isoTime } from '../domain/time.ts';
import type { Acceptance, JournalEntry, Lease, Ledger, MemoryChange } from '../ports/ledger.ts';
import { type Processes, UNKNOWN_PROCESSES } from '../ports/processes.ts';
import { mustOutlivePower } from './durable.ts';
import { linuxProcesses } from './linux-processes.ts';
import { Connection } from './sqlite-connection.ts';
import { translate } from './sqlite-errors.ts';
import {
  cutLeaseOfWrongClock,
  isHeld,
  type LeaseRequest,
  releaseLease,
  takeFreeLease,
  takeLeaseOfTheDead,
} from './sqlite-lease.ts';
import { LockWait, type Patience } from './sqlite-locks.ts';
import { findMemories, loadMemories, prepared } from './sqlite-memory.ts';
import { type LedgerFile, type OpenedFile, openLedgerFile } from './sqlite-open.ts';
import { EXPORTED, loadReads, openRecords, readReport, writeReads, writeReport } from './sqlite-reads.ts';
import { writeAcceptance, writeChange, writeHold, writeJournal } from './sqlite-write.ts';

/** What a ledger works with besides its file. */
export interface LedgerServices extends Patience {
  /** Tells whether the process that left a lease behind still lives. */
  readonly processes?: Processes;
}

/**
 * Opens the embedded ledger: one SQLite file, safe for several processes at once.
 *
 * While another process has the file locked, this waits, and so does everything that is asked of the ledger later.
 */
export async function openLedger(file: LedgerFile, services: LedgerServices = {}): Promise<Ledger> {
  const locks = new LockWait(file.path, services);
  const opened = await locks.patiently(() => openLedgerFile(file));
  const processes = services.processes ?? linuxProcesses();
  return new SqliteLedger(opened, { path: file.path, locks, processes });
}

/** Opens the embedded ledger at once, or not at all: for one in memory, and where nobody else can have the file. */
export function openSqliteLedger(file: LedgerFile, services: LedgerServices = {}): Ledger {
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

class SqliteLedger implements Ledger {
  readonly id: string;
  readonly kind: 'real' | 'rehearsal';
  readonly isNew: boolean;
  readonly #file: Connection;
  readonly #path: string;
  readonly #processes: Processes;

  constructor(opened: OpenedFile, tools: Tools) {
    this.id = opened.id;
    this.kind = opened.kind;
    this.isNew = opened.isNew;
    this.#file = new Connection(opened.database, tools.locks);
    this.#path = tools.path;
    this.#processes = tools.processes;
  }

  async loadUser(ref: UserRef): Promise<UserMemory> {
    const scope = { account: ref.accountId, user: ref.userId };
    const found = await this.#file.read((database) => loadMemories(database, scope));
    return found.get(ref.userId) ?? { ...ref, keys: [], notices: [], holds: [], held: [] };
  }

  async loadAccount(accountId: AccountId): Promise<ReadonlyMap<UserId, UserMemory>> {
    return await this.#file.read((database) => loadMemories(database, { account: accountId }));
  }

  async findUsers(query: { accountId?: AccountId; user?: string }): Promise<readonly UserMemory[]> {
    return await this.#file.read((database) => findMemories(database, query));
  }

  async acquireLease(ref: UserRef, request: LeaseRequest): Promise<Lease | undefined> {
    const asked = { ...request, processes: this.#processes };
    return (
      (await this.#file.writeOnce(false, (database) => takeFreeLease(database, ref, asked))) ??
      (await this.#file.write(false, (database) => {
        const taken = takeLeaseOfTheDead(database, ref, asked);
        if (taken === undefined) cutLeaseOfWrongClock(database, ref, asked.now);
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
      writeChange(database, lease, change);
    });
  }

  async addStandingHold(hold: StandingHold): Promise<void> {
    await this.#file.writeOnce(true, (database) => writeHold(database, hold));
  }

  async appendJournal(entries: readonly JournalEntry[]): Promise<void> {
    const durable = mustOutlivePower({ journal: entries });
    await this.#file.write(durable, (database) => writeJournal(database, entries));
  }

  async pendingNotices(): Promise<readonly Notice[]> {
    return await this.#documents('SELECT doc FROM notices WHERE accepted IS NULL ORDER BY rowid');
  }

  async recordAcceptance(acceptance: Acceptance): Promise<void> {
    await this.#file.write(false, (database) => writeAcceptance(database, acceptance));
  }

  async journalOf(ref: UserRef): Promise<readonly JournalEntry[]> {
    return await this.#documents(
      'SELECT doc FROM journal WHERE account = ? AND user = ? ORDER BY seq',
      ref.accountId,
      ref.userId,
    );
  }

  async recordRun(summary: RunSummary): Promise<void> {
    await this.#file.writeOnce(true, (database) => {
      prepared(database, 'INSERT INTO runs (doc) VALUES (?)').run(JSON.stringify(summary));
    });
  }

  async runs(): Promise<readonly RunSummary[]> {
    return await this.#documents('SELECT doc FROM runs ORDER BY seq');
  }

  async loadReads(accountId: AccountId): Promise<ReadonlyMap<UserId, ReadRecord>> {
    return await this.#file.read((database) => loadReads(database, accountId));
  }

  async recordReads(reads: readonly ReadRecord[]): Promise<void> {
    await this.#file.write(false, (database) => writeReads(database, reads));
  }

  async recordReport(report: RunReport): Promise<void> {
    await this.#file.writeOnce(false, (database) => writeReport(database, report));
  }

  async lastReport(): Promise<RunReport | undefined> {
    return await this.#file.read((database) => readReport(database));
  }

  async *everything(): AsyncIterable<{ readonly table: string; readonly record: unknown }> {
    for (const table of EXPORTED) {
      const { first, rest } = await this.#file.read((database) => openRecords(database, table));
      try {
        for (let row = first; row.done !== true; row = rest.next()) yield { table, record: row.value };
      } catch (error) {
        throw translate(error, this.#path);
      }
    }
  }

  close(): void {
    this.#file.close();
  }

  async #documents<T>(sql: string, ...values: string[]): Promise<readonly T[]> {
    return await this.#file.read((database) =>
      prepared(database, sql)
        .all(...values)
        .map((row) => JSON.parse(String(row.doc)) as T),
    );
  }
}

function leaseLost(lease: Lease): KeyturnError {
  return new KeyturnError({
    code: 'LEDGER_LEASE_LOST',
    message: `The lease on user ${lease.userId} in account ${lease.accountId} (until ${isoTime(lease.until)}) is no longer ours.`,
    next: 'Another run has taken over this user; the next run goes on from what is true.',
    actor: 'keyturn',
  });
}
