import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { KeyturnError } from '../domain/errors.ts';
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
    if (missing) create(database, file);
    return identify(database, file);
  } catch (error) {
    database.close();
    throw translate(error, file.path);
  }
}

/** Turns what SQLite throws into the ledger's own errors, whenever it happens. */
export function translate(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error;
  const corrupt = error.errcode === 11 || error.errcode === 26;
  return new KeyturnError({
    code: corrupt ? 'LEDGER_CORRUPT' : 'LEDGER_UNREADABLE',
    message: `The ledger ${path} ${corrupt ? 'is not a Keyturn ledger, or is damaged' : 'cannot be used'}: ${error.message}`,
    next: corrupt
      ? 'Restore the file from a backup, or name another with ledger.path.'
      : 'Check the path, its permissions and the free space of its disk, then run again: a run goes on from what is true.',
    cause: error,
  });
}

function openDatabase(file: LedgerFile, missing: boolean): DatabaseSync {
  try {
    const inMemory = missing && file.readOnly === true;
    const database = new DatabaseSync(inMemory ? ':memory:' : file.path, {
      readOnly: file.readOnly === true && !missing,
    });
    database.exec('PRAGMA busy_timeout = 5000');
    return database;
  } catch (error) {
    throw translate(error, file.path);
  }
}

function create(database: DatabaseSync, file: LedgerFile): void {
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('BEGIN IMMEDIATE');
  const version = database.prepare('PRAGMA user_version').get()?.user_version;
  if (version === 0) {
    database.exec(SCHEMA);
    const put = database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)');
    put.run('id', file.newId);
    put.run('kind', file.kind === 'any' ? 'real' : file.kind);
    database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  }
  database.exec('COMMIT');
}

function identify(database: DatabaseSync, file: LedgerFile): OpenedFile {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
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
