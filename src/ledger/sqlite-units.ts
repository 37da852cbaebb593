import type { DatabaseSync } from 'node:sqlite';
import type { AccountId, UserId, UserRef } from '../domain/ids.ts';
import { blankMemory, type Notice, type UserMemory } from '../domain/memory.ts';
import { type HistoryEntry, settle } from '../domain/settled.ts';
import type { Instant } from '../domain/time.ts';
import type { MemoryChange, UserUnit } from '../domain/user-unit.ts';
import type { UserQuery } from '../ports/ledger.ts';
import { prepared } from './sqlite-prepared.ts';

/** What is known of a user; of one that was never seen, nothing. */
export function readUnit(database: DatabaseSync, ref: UserRef): UserUnit {
  const row = prepared(database, 'SELECT doc FROM units WHERE account = ? AND user = ?').get(
    ref.accountId,
    ref.userId,
  );
  return row === undefined
    ? { memory: blankMemory(ref.accountId, ref.userId), journal: [] }
    : unitOf(row.doc);
}

/** Writes what is known of a user as a whole; with a time, what is settled by then goes into the history. */
export function writeUnit(database: DatabaseSync, given: UserUnit, now?: Instant): void {
  const { unit, history } = now === undefined ? { unit: given, history: [] } : settle(given, now);
  const { memory } = unit;
  writeHistory(database, memory, history);
  const pending = memory.notices.filter(isPending).length;
  prepared(
    database,
    'INSERT INTO units (account, user, name, pending, doc) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (account, user) DO UPDATE SET name = ?3, pending = ?4, doc = ?5',
  ).run(memory.accountId, memory.userId, nameOf(unit), pending, JSON.stringify(unit));
}

/** Puts settled records away; one that is there already stays as it is. */
export function writeHistory(database: DatabaseSync, ref: UserRef, entries: readonly HistoryEntry[]): void {
  const put = prepared(
    database,
    'INSERT INTO history (account, user, kind, id, seq, doc) VALUES (?1, ?2, ?3, ?4, (SELECT COUNT(*) FROM history WHERE account = ?1 AND user = ?2), ?5) ON CONFLICT DO NOTHING',
  );
  for (const { kind, id, record } of entries)
    put.run(ref.accountId, ref.userId, kind, id, JSON.stringify(record));
}

/** The change without what is in the history already: written again after a lost answer, it must not come back. */
export function withoutSettled(database: DatabaseSync, ref: UserRef, change: MemoryChange): MemoryChange {
  const seek = prepared(
    database,
    'SELECT 1 FROM history WHERE account = ? AND user = ? AND kind = ? AND id = ?',
  );
  const open = <T extends { readonly id: string }>(
    kind: HistoryEntry['kind'],
    list: readonly T[] = [],
  ): T[] => list.filter(({ id }) => seek.get(ref.accountId, ref.userId, kind, id) === undefined);
  const { addHolds, notices, journal, ...rest } = change;
  return {
    ...rest,
    addHolds: open('holds', addHolds),
    notices: open('notices', notices),
    journal: open('journal', journal),
  };
}

/** A hold that ends goes into the history: who held what, and why, is evidence. */
export function writeEndedHolds(
  database: DatabaseSync,
  { memory }: UserUnit,
  { endHolds = [] }: MemoryChange,
): void {
  const ended = memory.holds.filter(({ id }) => endHolds.includes(id));
  writeHistory(
    database,
    memory,
    ended.map((record) => ({ kind: 'holds', id: record.id, record })),
  );
}

/** What is settled about a user, in the order in which it was put away. */
export function readHistory(database: DatabaseSync, ref: UserRef): readonly HistoryEntry[] {
  const rows = prepared(
    database,
    'SELECT kind, id, doc FROM history WHERE account = ? AND user = ? ORDER BY seq',
  ).all(ref.accountId, ref.userId);
  return rows.map(
    ({ kind, id, doc }) => ({ kind, id, record: JSON.parse(String(doc)) }) as unknown as HistoryEntry,
  );
}

/** The memories of all users of an account. */
export function readAccount(database: DatabaseSync, accountId: AccountId): ReadonlyMap<UserId, UserMemory> {
  const rows = prepared(database, 'SELECT doc FROM units WHERE account = ? ORDER BY user').all(accountId);
  return new Map(rows.map(({ doc }) => unitOf(doc).memory).map((memory) => [memory.userId, memory]));
}

/** Users by name or id, in a stable order. */
export function findUnits(database: DatabaseSync, { user, accountId }: UserQuery): readonly UserMemory[] {
  if (user === undefined) return [...readAccount(database, accountId as AccountId).values()];
  const rows = prepared(
    database,
    'SELECT doc FROM units WHERE (user = ?1 OR name = ?2) AND (?3 IS NULL OR account = ?3) ORDER BY account, name, user',
  ).all(user, user.toLowerCase(), accountId ?? null);
  return rows.map(({ doc }) => unitOf(doc).memory);
}

/** Notices that nobody has taken yet, in the order in which they were queued. */
export function readPending(database: DatabaseSync): readonly Notice[] {
  const rows = prepared(database, 'SELECT doc FROM units WHERE pending > 0 ORDER BY rowid').all();
  return rows
    .flatMap(({ doc }) => unitOf(doc).memory.notices.filter(isPending))
    .sort((one, other) => one.queuedAt - other.queuedAt);
}

/** The unit that a document holds. */
export function unitOf(doc: unknown): UserUnit {
  return JSON.parse(String(doc)) as UserUnit;
}

function isPending({ acceptedAt }: Notice): boolean {
  return acceptedAt === undefined;
}

/** The user's latest name, in lower case as IAM compares names. */
function nameOf({ memory, journal }: UserUnit): string {
  const name = memory.contact?.userName ?? memory.keys.at(-1)?.userName ?? journal.at(-1)?.userName ?? '';
  return name.toLowerCase();
}
