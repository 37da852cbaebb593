import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { KeyturnError } from '../domain/errors.ts';
import { inTransaction } from './sqlite-connection.ts';
import { convert, copyInto } from './sqlite-earlier.ts';
import { BUSY_TIMEOUT } from './sqlite-locks.ts';
import { SCHEMA, SCHEMA_VERSION } from './sqlite-schema.ts';

/** Which ledger to open, and what is written into a new one. */
export interface LedgerFile {
  readonly path: string;
  /** What a new ledger becomes, and what an existing one must be; `any` reads either. */
  readonly kind: 'real' | 'rehearsal' | 'any';
  /** The id that a new ledger gets. */
  readonly newId: string;
  /** Opens an existing ledger without writing to it; a missing file is then an empty ledger in memory. */
  readonly readOnly?: boolean;
  /** Refuses to create a ledger where there is none: for commands that only make sense on an existing one. */
  readonly mustExist?: boolean;
}

/** An open database and the ledger's identity. */
export interface OpenedFile {
  readonly database: DatabaseSync;
  readonly id: string;
  readonly kind: 'real' | 'rehearsal';
  /** There was no ledger before. */
  readonly isNew: boolean;
}

/**
 * Opens or creates a ledger file, in one attempt that may be repeated: it throws SQLite's own error while another process
 * has the file locked, and has begun nothing by then.
 *
 * Errors: LEDGER_UNREADABLE (path, rights, disk), LEDGER_CORRUPT (not a ledger), LEDGER_TOO_NEW (made by a later version),
 * REHEARSAL_LEDGER (a rehearsal's ledger given to a real run, or the other way round).
 */
export function openLedgerFile(file: LedgerFile): OpenedFile {
  const missing = !existsSync(file.path);
  if (missing && file.mustExist === true) {
    throw new KeyturnError({
      code: 'LEDGER_NOT_FOUND',
      message: `There is no ledger at ${file.path}.`,
      next: 'Name the ledger that your runs use with --ledger or ledger.path.',
    });
  }
  const inMemory = file.readOnly === true && (missing || isEmpty(file.path));
  // Made by ourselves first, since it holds names of users and keys: for its owner alone.
  if (missing && !inMemory && file.path !== ':memory:') closeSync(openSync(file.path, 'a', 0o600));
  const database = new DatabaseSync(inMemory ? ':memory:' : file.path, {
    readOnly: file.readOnly === true && !inMemory,
  });
  try {
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
    // Readers and one writer side by side; kept in the file.
    if (file.readOnly !== true) database.exec('PRAGMA journal_mode = WAL');
    const isNew = (file.readOnly !== true || inMemory) && createTables(database, file);
    const identity = identify(database, file);
    assertUndamaged(database, file);
    if (file.readOnly === true) return { ...identity, database: readable(database), isNew };
    bringUpToDate(database);
    return { ...identity, database, isNew };
  } catch (error) {
    database.close();
    throw error;
  }
}

function isEmpty(path: string): boolean {
  return existsSync(path) && statSync(path).size === 0;
}

/**
 * Makes the tables in a file that has none.
 *
 * Two first runs may come here at once, and a process may have died between making the file and its tables: whoever
 * gets the write lock and finds nothing makes them, and is the one for whom the ledger is new. A database of something
 * else has tables already and is left alone.
 */
function createTables(database: DatabaseSync, file: LedgerFile): boolean {
  if (!isBlank(database)) return false;
  return inTransaction(database, () => {
    if (!isBlank(database)) return false;
    database.exec(SCHEMA);
    const put = database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)');
    put.run('id', file.newId);
    put.run('kind', file.kind === 'any' ? 'real' : file.kind);
    database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
    return true;
  });
}

/** Makes of a ledger of an earlier format one of this; two processes may come here at once. */
function bringUpToDate(database: DatabaseSync): void {
  if (formatOf(database) >= SCHEMA_VERSION || !isLedger(database)) return;
  inTransaction(database, () => {
    const format = formatOf(database);
    if (format >= SCHEMA_VERSION) return;
    convert(database, format);
    database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  });
}

/** What is only read is not written to: a ledger of an earlier format is brought up to date in memory. */
function readable(database: DatabaseSync): DatabaseSync {
  const format = formatOf(database);
  if (format >= SCHEMA_VERSION || !isLedger(database)) return database;
  const copy = new DatabaseSync(':memory:');
  copyInto(copy, database);
  convert(copy, format);
  database.close();
  return copy;
}

function isLedger(database: DatabaseSync): boolean {
  const found = database.prepare("SELECT name FROM sqlite_master WHERE name = 'meta'").get();
  return found !== undefined && database.prepare("SELECT 1 FROM meta WHERE name = 'id'").get() !== undefined;
}

function formatOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version);
}

/** A page that is damaged may take a hold or an order with it, and nothing else would tell. */
function assertUndamaged(database: DatabaseSync, { path, readOnly }: LedgerFile): void {
  // The quick check leaves out the indexes, through which holds are found.
  const check = readOnly === true ? 'quick_check' : 'integrity_check';
  const found = database.prepare(`PRAGMA ${check}(1)`).get()?.[check];
  if (found === 'ok') return;
  throw new KeyturnError({
    code: 'LEDGER_CORRUPT',
    message: `The ledger ${path} is damaged: ${String(found)}.`,
    next: 'Restore the file from a backup, or name another with ledger.path.',
  });
}

function isBlank(database: DatabaseSync): boolean {
  return (
    formatOf(database) === 0 && database.prepare('SELECT name FROM sqlite_master LIMIT 1').get() === undefined
  );
}

function identify(database: DatabaseSync, file: LedgerFile): Pick<OpenedFile, 'id' | 'kind'> {
  const version = formatOf(database);
  if (version > SCHEMA_VERSION) {
    throw new KeyturnError({
      code: 'LEDGER_TOO_NEW',
      message: `The ledger ${file.path} has format ${version}; this version of Keyturn knows ${SCHEMA_VERSION}.`,
      next: 'Use the version of Keyturn that wrote it, or a later one.',
    });
  }
  const meta = version === 0 ? [] : database.prepare('SELECT name, value FROM meta').all();
  const value = (name: string): string | undefined => {
    const found = meta.find((row) => row.name === name)?.value;
    return typeof found === 'string' ? found : undefined;
  };
  const id = value('id');
  const kind = value('kind');
  if (id === undefined || (kind !== 'real' && kind !== 'rehearsal')) {
    throw new KeyturnError({
      code: 'LEDGER_CORRUPT',
      message: `The file ${file.path} is a database, but not a Keyturn ledger.`,
      next: 'Name another file with ledger.path, or restore the ledger from a backup.',
    });
  }
  if (file.kind !== 'any' && kind !== file.kind) {
    throw new KeyturnError({
      code: 'REHEARSAL_LEDGER',
      message:
        kind === 'rehearsal'
          ? `The ledger ${file.path} belongs to a rehearsal; its dates are not real.`
          : `The ledger ${file.path} is a real one; a rehearsal would write invented dates into it.`,
      next: 'Give this run a ledger of its own with --ledger or ledger.path.',
    });
  }
  return { id, kind };
}
