import type { DatabaseSync } from 'node:sqlite';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { AccountId, UserId } from '../domain/ids.ts';
import type { ReadRecord } from '../domain/read-record.ts';
import type { RunReport } from '../domain/report.ts';
import { hasTable, prepared } from './sqlite-memory.ts';

/** What was last read of the users of an account. */
export function loadReads(database: DatabaseSync, accountId: AccountId): ReadonlyMap<UserId, ReadRecord> {
  if (!hasTable(database, 'reads')) return new Map();
  const rows = prepared(database, 'SELECT doc FROM reads WHERE account = ?').all(accountId);
  const reads = rows.map((row) => JSON.parse(String(row.doc)) as ReadRecord);
  return new Map(reads.map((read) => [read.userId, read]));
}

/** Writes readings; two runs may read one user at once, and the newer reading wins. */
export function writeReads(database: DatabaseSync, reads: readonly ReadRecord[]): void {
  const statement = prepared(
    database,
    'INSERT INTO reads (account, user, at, doc) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (account, user) DO UPDATE SET at = ?3, doc = ?4 WHERE at <= ?3',
  );
  for (const read of reads) statement.run(read.accountId, read.userId, read.readAt, JSON.stringify(read));
}

/** Replaces the kept report; compressed, since it names every key. */
export function writeReport(database: DatabaseSync, report: RunReport): void {
  database
    .prepare('INSERT OR REPLACE INTO report (only_one, doc) VALUES (1, ?)')
    .run(gzipSync(JSON.stringify(report)));
}

/** The report of the latest enforcing run, if one was kept. */
export function readReport(database: DatabaseSync): RunReport | undefined {
  if (!hasTable(database, 'report')) return undefined;
  const doc = database.prepare('SELECT doc FROM report').get()?.doc;
  return doc instanceof Uint8Array ? (JSON.parse(gunzipSync(doc).toString('utf8')) as RunReport) : undefined;
}

/** The tables that an export gives out, in their order. */
export const EXPORTED: readonly string[] = [
  'keys',
  'notices',
  'holds',
  'held',
  'keeps',
  'forces',
  'sagas',
  'journal',
  'reads',
  'runs',
];

/** Records of a table, with the first one read already. */
export interface OpenRecords {
  readonly first: IteratorResult<unknown, void>;
  readonly rest: Iterator<unknown, void>;
}

/**
 * Begins to read a table, in a stable order.
 *
 * A locked file shows at the first record; once that is there, reading has a lock of its own until its end.
 */
export function openRecords(database: DatabaseSync, table: string): OpenRecords {
  const rest = recordsOf(database, table);
  return { first: rest.next(), rest };
}

function* recordsOf(database: DatabaseSync, table: string): Generator<unknown, void> {
  if (!hasTable(database, table)) return;
  const rows = database.prepare(`SELECT doc FROM ${table} ORDER BY rowid`).iterate();
  for (const row of rows) yield JSON.parse(String(row.doc));
}
