import type { DatabaseSync } from 'node:sqlite';
import type { UserRef } from '../domain/ids.ts';
import type { Notice, StandingHold } from '../domain/memory.ts';
import type { Acceptance, JournalEntry, MemoryChange } from '../ports/ledger.ts';
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
  for (const hold of change.addHolds ?? []) writeHold(database, hold);
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
  writeJournal(database, change.journal ?? []);
}

/** Appends one standing hold. */
export function writeHold(database: DatabaseSync, hold: StandingHold): void {
  prepared(database, 'INSERT INTO holds (account, user, key, doc) VALUES (?, ?, ?, ?)').run(
    hold.accountId,
    hold.userId,
    hold.keyId,
    JSON.stringify(hold),
  );
}

/** Appends lines to the journal. */
export function writeJournal(database: DatabaseSync, entries: readonly JournalEntry[]): void {
  const append = prepared(database, 'INSERT INTO journal (account, user, doc) VALUES (?, ?, ?)');
  for (const entry of entries) append.run(entry.accountId, entry.userId, JSON.stringify(entry));
}

/** Takes note of which notices a channel took; the first acceptance of each stands. */
export function writeAcceptance(database: DatabaseSync, acceptance: Acceptance): void {
  const { at, channel, countsAsNotice } = acceptance;
  for (const id of acceptance.noticeIds) {
    const row = prepared(database, 'SELECT doc FROM notices WHERE id = ? AND accepted IS NULL').get(id);
    if (row === undefined) continue;
    const notice = { ...(JSON.parse(String(row.doc)) as Notice), acceptedAt: at, channel, countsAsNotice };
    prepared(database, 'UPDATE notices SET accepted = ?, doc = ? WHERE id = ?').run(
      at,
      JSON.stringify(notice),
      id,
    );
  }
}
