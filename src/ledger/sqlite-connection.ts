import type { DatabaseSync } from 'node:sqlite';
import type { LockWait } from './sqlite-locks.ts';

/** One connection to the file: each piece of work runs as a whole, and waits while somebody else has the file locked. */
export class Connection {
  readonly #database: DatabaseSync;
  readonly #locks: LockWait;
  #durable: boolean | undefined;

  constructor(database: DatabaseSync, locks: LockWait) {
    this.#database = database;
    this.#locks = locks;
  }

  /** Reads. */
  async read<T>(work: (database: DatabaseSync) => T): Promise<T> {
    return await this.#locks.patiently(() => work(this.#database));
  }

  /**
   * Writes in one transaction, all of it or nothing; `durable` waits until the disk has it.
   *
   * The write lock is taken first, so that nothing was read before a wait. BUSY at BEGIN: nothing has happened. BUSY at
   * COMMIT: SQLite keeps the transaction open, it is rolled back, and the work is done again from its beginning, on what
   * is there by then. Either way nothing is written twice.
   */
  async write<T>(durable: boolean, work: (database: DatabaseSync) => T): Promise<T> {
    return await this.#locks.patiently(() => {
      this.#synchronize(durable);
      return inTransaction(this.#database, () => work(this.#database));
    });
  }

  /** Writes with one statement, which is a transaction of its own: BUSY at any point of it means that nothing was written. */
  async writeOnce<T>(durable: boolean, work: (database: DatabaseSync) => T): Promise<T> {
    return await this.#locks.patiently(() => {
      this.#synchronize(durable);
      return work(this.#database);
    });
  }

  close(): void {
    this.#database.close();
  }

  /** Whether the following commits wait until the disk has them; in WAL mode the others survive the process, not the power. */
  #synchronize(durable: boolean): void {
    if (this.#durable === durable) return;
    this.#database.exec(`PRAGMA synchronous = ${durable ? 'FULL' : 'NORMAL'}`);
    this.#durable = durable;
  }
}

/** Does the work in one transaction that holds the write lock from its beginning. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

/** After some errors (a full disk, say) SQLite has rolled back by itself and refuses; the first error is the one to tell. */
function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // Nothing is open any more.
  }
}
