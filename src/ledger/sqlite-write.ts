import type { DatabaseSync } from 'node:sqlite';
import type { UserRef } from '../domain/ids.ts';
import type { MemoryChange } from '../ports/ledger.ts';
import { prepared } from './sqlite-memory.ts';

/** Writes one change of a user's memory; the caller has begun a transaction and checked the lease. */
export function writeChange(database: DatabaseSync, ref: UserRef, change: MemoryChange): void {
  const run = (sql: string, ...values: (string | number | null)[]): void => {
    prepared(database, sql).run(ref.accountId, ref.userId, ...values);
  };
  for (const key of change.keys ?? []) {
    run('INSERT OR REPLACE INTO users (account, user, name) VALUES (?, ?, ?)', key.userName);
    run(
      'INSERT INTO keys (account, user, key, doc) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (account, user, key) DO UPDATE SET doc = ?4',
      key.keyId,
      JSON.stringify(key),
    );
  }
  for (const keyId of change.endHoldsOf ?? []) {
    run('UPDATE holds SET ended = 1 WHERE account = ? AND user = ? AND key = ?', keyId);
  }
  for (const hold of change.addHolds ?? []) {
    run('INSERT INTO holds (account, user, key, doc) VALUES (?, ?, ?, ?)', hold.keyId, JSON.stringify(hold));
  }
  if (change.dropKeep) run('DELETE FROM keeps WHERE account = ? AND user = ?');
  if (change.keep !== undefined) {
    run('INSERT OR REPLACE INTO keeps (account, user, doc) VALUES (?, ?, ?)', JSON.stringify(change.keep));
  }
  if (change.dropForce) run('DELETE FROM forces WHERE account = ? AND user = ?');
  if (change.force !== undefined) {
    run('INSERT OR REPLACE INTO forces (account, user, doc) VALUES (?, ?, ?)', JSON.stringify(change.force));
  }
  if (change.held !== undefined) {
    run('DELETE FROM held WHERE account = ? AND user = ?');
    for (const held of change.held) {
      run('INSERT INTO held (account, user, key, doc) VALUES (?, ?, ?, ?)', held.keyId, JSON.stringify(held));
    }
  }
  for (const notice of change.notices ?? []) {
    run(
      'INSERT INTO notices (account, user, id, doc) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
      notice.id,
      JSON.stringify(notice),
    );
  }
  if (change.closeSaga) run('DELETE FROM sagas WHERE account = ? AND user = ?');
  if (change.saga !== undefined) {
    run('INSERT OR REPLACE INTO sagas (account, user, doc) VALUES (?, ?, ?)', JSON.stringify(change.saga));
  }
  for (const entry of change.journal ?? []) {
    run('INSERT INTO journal (account, user, doc) VALUES (?, ?, ?)', JSON.stringify(entry));
  }
}
