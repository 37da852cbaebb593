import type { DatabaseSync } from 'node:sqlite';
import type { AccountId, UserId } from '../domain/ids.ts';
import type { ReadRecord } from '../domain/read-record.ts';
import { prepared } from './sqlite-prepared.ts';

/** What was last read of the users of an account. */
export function loadReads(database: DatabaseSync, accountId: AccountId): ReadonlyMap<UserId, ReadRecord> {
  const rows = prepared(database, 'SELECT doc FROM reads WHERE account = ?').all(accountId);
  const reads = rows.map((row) => JSON.parse(String(row.doc)) as ReadRecord);
  return new Map(reads.map((read) => [read.userId, read]));
}

/** Writes readings; two runs may read one user at once, and the newer reading wins. */
export function writeReads(database: DatabaseSync, reads: readonly ReadRecord[]): void {
  const statement = prepared(
    database,
    "INSERT INTO reads (account, user, at, doc) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (account, user) DO UPDATE SET at = ?3, doc = ?4 WHERE at <= ?3 AND (?5 = 0 OR json_extract(doc, '$.byReport') = 1)",
  );
  // That a row has spoken for a user is no newer reading of it.
  for (const read of reads)
    statement.run(
      read.accountId,
      read.userId,
      read.readAt,
      JSON.stringify(read),
      Number(read.byReport === true),
    );
}
