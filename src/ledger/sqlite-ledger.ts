import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { KeyturnError } from '../domain/errors.ts';
import type { AccountId, UserId, UserRef } from '../domain/ids.ts';
import type { Notice, StandingHold, UserMemory } from '../domain/memory.ts';
import type { ReadRecord } from '../domain/read-record.ts';
import type { RunReport } from '../domain/report.ts';
import type { RunSummary } from '../domain/run-summary.ts';
import { type Instant, isoTime } from '../domain/time.ts';
import type { Acceptance, JournalEntry, Lease, Ledger, MemoryChange } from '../ports/ledger.ts';
import { mustOutlivePower } from './durable.ts';
import { loadMemories } from './sqlite-memory.ts';
import { type LedgerFile, type OpenedFile, openLedgerFile, translate } from './sqlite-open.ts';
import { allRecords, loadReads, readReport, writeReads, writeReport } from './sqlite-reads.ts';
import { writeChange } from './sqlite-write.ts';

/** Opens the embedded ledger: one SQLite file, safe for several processes at once. */
export function openSqliteLedger(file: LedgerFile): Ledger {
  const { database, ...identity } = openLedgerFile(file);
  return new SqliteLedger(database, { ...identity, path: file.path });
}

class SqliteLedger implements Ledger {
  readonly id: string;
  readonly kind: 'real' | 'rehearsal';
  readonly isNew: boolean;
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #statements = new Map<string, StatementSync>();
  #durable: boolean | undefined;

  constructor(database: DatabaseSync, identity: Omit<OpenedFile, 'database'> & { path: string }) {
    this.#database = database;
    this.id = identity.id;
    this.kind = identity.kind;
    this.isNew = identity.isNew;
    this.#path = identity.path;
  }

  async loadUser(ref: UserRef): Promise<UserMemory> {
    return this.#guard(() => {
      const found = loadMemories(this.#database, { account: ref.accountId, user: ref.userId });
      return found.get(ref.userId) ?? { ...ref, keys: [], notices: [], holds: [], held: [] };
    });
  }

  async loadAccount(accountId: AccountId): Promise<ReadonlyMap<UserId, UserMemory>> {
    return this.#guard(() => loadMemories(this.#database, { account: accountId }));
  }

  async findUsers(query: { accountId?: AccountId; user?: string }): Promise<readonly UserMemory[]> {
    return this.#guard(() => {
      const account = query.accountId ?? null;
      const user = query.user ?? null;
      const rows = this.#all(
        'SELECT account, user FROM users WHERE (?1 IS NULL OR account = ?1) AND (?2 IS NULL OR user = ?2 OR lower(name) = lower(?2)) ORDER BY account, name, user',
        account,
        user,
      );
      return rows.flatMap((row) => {
        const found = loadMemories(this.#database, {
          account: String(row.account),
          user: String(row.user),
        });
        return [...found.values()];
      });
    });
  }

  async acquireLease(
    ref: UserRef,
    request: { holder: string; now: Instant; until: Instant },
  ): Promise<Lease | undefined> {
    // One conditional write decides between two runs:
    //   A: no row, or a row whose time is up  -> A's row is written, A holds the lease
    //   B: a row of A that is still valid     -> nothing is written, B goes on with other users
    const { holder, now, until } = request;
    this.#synchronize(false);
    const result = this.#run(
      'INSERT INTO leases (account, user, holder, until) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (account, user) DO UPDATE SET holder = ?3, until = ?4 WHERE until <= ?5 OR holder = ?3',
      ref.accountId,
      ref.userId,
      holder,
      until,
      now,
    );
    return result.changes === 1 ? { accountId: ref.accountId, userId: ref.userId, holder, until } : undefined;
  }

  async releaseLease(lease: Lease): Promise<void> {
    this.#synchronize(false);
    this.#run(
      'DELETE FROM leases WHERE account = ? AND user = ? AND holder = ?',
      lease.accountId,
      lease.userId,
      lease.holder,
    );
  }

  async save(lease: Lease, now: Instant, change: MemoryChange): Promise<void> {
    this.#transaction(mustOutlivePower(change), () => {
      const held = this.#all(
        'SELECT until FROM leases WHERE account = ? AND user = ? AND holder = ?',
        lease.accountId,
        lease.userId,
        lease.holder,
      )[0];
      if (held === undefined || Number(held.until) <= now) throw leaseLost(lease);
      writeChange(this.#database, lease, change);
    });
  }

  async addStandingHold(hold: StandingHold): Promise<void> {
    this.#synchronize(true);
    this.#run(
      'INSERT INTO holds (account, user, key, doc) VALUES (?, ?, ?, ?)',
      hold.accountId,
      hold.userId,
      hold.keyId,
      JSON.stringify(hold),
    );
  }

  async pendingNotices(): Promise<readonly Notice[]> {
    const rows = this.#all('SELECT doc FROM notices WHERE accepted IS NULL ORDER BY rowid');
    return rows.map((row) => JSON.parse(String(row.doc)) as Notice);
  }

  async recordAcceptance(acceptance: Acceptance): Promise<void> {
    this.#transaction(false, () => {
      for (const id of acceptance.noticeIds) {
        const row = this.#all('SELECT doc FROM notices WHERE id = ? AND accepted IS NULL', id)[0];
        if (row === undefined) continue;
        const { at, channel, countsAsNotice } = acceptance;
        const notice = {
          ...(JSON.parse(String(row.doc)) as Notice),
          acceptedAt: at,
          channel,
          countsAsNotice,
        };
        this.#run('UPDATE notices SET accepted = ?, doc = ? WHERE id = ?', at, JSON.stringify(notice), id);
      }
    });
  }

  async journalOf(ref: UserRef): Promise<readonly JournalEntry[]> {
    const rows = this.#all(
      'SELECT doc FROM journal WHERE account = ? AND user = ? ORDER BY seq',
      ref.accountId,
      ref.userId,
    );
    return rows.map((row) => JSON.parse(String(row.doc)) as JournalEntry);
  }

  async recordRun(summary: RunSummary): Promise<void> {
    this.#synchronize(true);
    this.#run('INSERT INTO runs (doc) VALUES (?)', JSON.stringify(summary));
  }

  async runs(): Promise<readonly RunSummary[]> {
    return this.#all('SELECT doc FROM runs ORDER BY seq').map(
      (row) => JSON.parse(String(row.doc)) as RunSummary,
    );
  }

  async loadReads(accountId: AccountId): Promise<ReadonlyMap<UserId, ReadRecord>> {
    return this.#guard(() => loadReads(this.#database, accountId));
  }

  async recordReads(reads: readonly ReadRecord[]): Promise<void> {
    this.#transaction(false, () => writeReads(this.#database, reads));
  }

  async recordReport(report: RunReport): Promise<void> {
    this.#guard(() => writeReport(this.#database, report));
  }

  async lastReport(): Promise<RunReport | undefined> {
    return this.#guard(() => readReport(this.#database));
  }

  *everything(): Iterable<{ readonly table: string; readonly record: unknown }> {
    try {
      yield* allRecords(this.#database);
    } catch (error) {
      throw translate(error, this.#path);
    }
  }

  close(): void {
    this.#database.close();
  }

  #all(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[] {
    return this.#guard(() => this.#statement(sql).all(...values));
  }

  #run(sql: string, ...values: SQLInputValue[]): { readonly changes: number } {
    return this.#guard(() => ({ changes: Number(this.#statement(sql).run(...values).changes) }));
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #transaction(durable: boolean, work: () => void): void {
    this.#guard(() => {
      this.#synchronize(durable);
      this.#statement('BEGIN IMMEDIATE').run();
      try {
        work();
        this.#statement('COMMIT').run();
      } catch (error) {
        this.#statement('ROLLBACK').run();
        throw error;
      }
    });
  }

  /** Whether the following commits wait until the disk has them; in WAL mode the others survive the process, not the power. */
  #synchronize(durable: boolean): void {
    if (this.#durable === durable) return;
    this.#database.exec(`PRAGMA synchronous = ${durable ? 'FULL' : 'NORMAL'}`);
    this.#durable = durable;
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw translate(error, this.#path);
    }
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
