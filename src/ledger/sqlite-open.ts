import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { KeyturnError } from '../domain/errors.ts';
import { SCHEMA, SCHEMA_VERSION, SINCE_2 } from './sqlite-schema.ts';

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
 * Opens or creates a ledger file.
 *
 * Errors: LEDGER_UNREADABLE (path, rights, disk), LEDGER_CORRUPT (not a ledger), LEDGER_TOO_NEW (made by a later version),
 * REHEARSAL_LEDGER (a rehearsal's ledger given to a real run, or the other way round).
 */
export function openLedgerFile(file: LedgerFile): OpenedFile {
  const missing = !existsSync(file.path);
  if (missing && file.mustExist === true) {
    throw new KeyturnError({
      code: 'LEDGER_UNREADABLE',
      message: `There is no ledger at ${file.path}.`,
      next: 'Name the ledger that your runs use with --ledger or ledger.path.',
    });
  }
  const database = openDatabase(file, missing);
  try {
    const isNew = missing || isEmpty(file.path);
    if (file.readOnly !== true || isNew) createTables(database, file);
    const identity = identify(database, file);
    assertUndamaged(database, file);
    if (file.readOnly !== true) bringUpToDate(database);
    return { ...identity, isNew };
  } catch (error) {
    database.close();
    throw translate(error, file.path);
  }
}

/** Turns what SQLite and the file system throw into the ledger's own errors, whenever it happens. */
export function translate(error: unknown, path: string): unknown {
  if (!(error instanceof Error)) return error;
  // A record that is no JSON was not written by us, or only in part.
  const broken = error.name === 'SyntaxError';
  if (!('errcode' in error || 'syscall' in error || broken)) return error;
  // Extended codes keep the primary one in their last eight bits: 11 is damage, 26 no database at all.
  const primary = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0;
  const corrupt = broken || primary === 11 || primary === 26;
  return new KeyturnError({
    code: corrupt ? 'LEDGER_CORRUPT' : 'LEDGER_UNREADABLE',
    message: `The ledger ${path} ${corrupt ? 'is not a Keyturn ledger, or is damaged' : 'cannot be used'}: ${error.message}`,
    next: corrupt
      ? 'Restore the file from a backup, or name another with ledger.path.'
      : 'Check the path, its permissions and the free space of its disk, then run again: a run goes on from what is true.',
    cause: error,
  });
}

/** Readers and one writer side by side. Another process may be setting the same just now; it is kept in the file. */
function preferWal(database: DatabaseSync): void {
  try {
    database.exec('PRAGMA journal_mode = WAL');
  } catch (error) {
    if (!(error instanceof Error && 'errcode' in error && error.errcode === 5)) throw error;
  }
}

function isEmpty(path: string): boolean {
  return existsSync(path) && statSync(path).size === 0;
}

function openDatabase(file: LedgerFile, missing: boolean): DatabaseSync {
  try {
    const inMemory = (missing || isEmpty(file.path)) && file.readOnly === true;
    // Made by ourselves first, since it holds names of users and keys: for its owner alone.
    if (missing && !inMemory && file.path !== ':memory:') closeSync(openSync(file.path, 'a', 0o600));
    const database = new DatabaseSync(inMemory ? ':memory:' : file.path, {
      readOnly: file.readOnly === true && !inMemory,
    });
    database.exec('PRAGMA busy_timeout = 5000');
    if (file.readOnly !== true) preferWal(database);
    return database;
  } catch (error) {
    throw translate(error, file.path);
  }
}

/**
 * Makes the tables in a file that has none.
 *
 * Two first runs may come here at once, and a process may have died between making the file and its tables: whoever
 * gets the write lock and finds nothing makes them. A database of something else has tables already and is left alone.
 */
function createTables(database: DatabaseSync, file: LedgerFile): void {
  if (!isBlank(database)) return;
  database.exec('BEGIN IMMEDIATE');
  if (isBlank(database)) {
    database.exec(SCHEMA);
    const put = database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)');
    put.run('id', file.newId);
    put.run('kind', file.kind === 'any' ? 'real' : file.kind);
    database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  }
  database.exec('COMMIT');
}

/** Adds what a ledger of an earlier format lacks; two processes may come here at once. */
function bringUpToDate(database: DatabaseSync): void {
  if (formatOf(database) !== 1 || !isLedger(database)) return;
  database.exec('BEGIN IMMEDIATE');
  if (formatOf(database) === 1) database.exec(`${SINCE_2} PRAGMA user_version = ${SCHEMA_VERSION};`);
  database.exec('COMMIT');
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

function identify(database: DatabaseSync, file: LedgerFile): Omit<OpenedFile, 'isNew'> {
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
  return { database, id, kind };
}
