import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { AccountId, UserId } from '../domain/ids.ts';
import {
  blankMemory,
  type ForceOrder,
  type HeldRecord,
  type KeepChoice,
  type KeyRecord,
  type Notice,
  type StandingHold,
  type UserMemory,
} from '../domain/memory.ts';
import type { Saga } from '../domain/saga.ts';

/** Reads everything about one user or all users of one account, in one query a table. */
export function loadMemories(
  database: DatabaseSync,
  scope: { readonly account: string; readonly user?: string },
): ReadonlyMap<UserId, UserMemory> {
  const documents = <T>(table: string, condition = ''): readonly T[] => {
    const statement = prepared(
      database,
      `SELECT doc FROM ${table} WHERE account = ?1 AND (?2 IS NULL OR user = ?2) ${condition} ORDER BY rowid`,
    );
    return statement.all(scope.account, scope.user ?? null).map((row) => JSON.parse(String(row.doc)) as T);
  };
  const memories = new Map<UserId, UserMemory>();
  const add = <T extends { readonly userId: UserId }>(
    entries: readonly T[],
    join: (memory: UserMemory, entry: T) => UserMemory,
  ): void => {
    for (const entry of entries) {
      const memory = memories.get(entry.userId) ?? blankMemory(scope.account as AccountId, entry.userId);
      memories.set(entry.userId, join(memory, entry));
    }
  };
  add(documents<KeyRecord>('keys'), (memory, entry) => ({ ...memory, keys: [...memory.keys, entry] }));
  add(documents<Notice>('notices'), (memory, entry) => ({ ...memory, notices: [...memory.notices, entry] }));
  add(documents<StandingHold>('holds', 'AND ended = 0'), (memory, entry) => ({
    ...memory,
    holds: [...memory.holds, entry],
  }));
  add(documents<HeldRecord>('held'), (memory, entry) => ({ ...memory, held: [...memory.held, entry] }));
  add(documents<KeepChoice>('keeps'), (memory, entry) => ({ ...memory, keep: entry }));
  add(documents<Saga>('sagas'), (memory, entry) => ({ ...memory, openSaga: entry }));
  if (hasTable(database, 'forces'))
    add(documents<ForceOrder>('forces'), (memory, entry) => ({ ...memory, force: entry }));
  return memories;
}

/** Users by name or id, over all accounts or one, in a stable order. */
export function findMemories(
  database: DatabaseSync,
  query: { readonly accountId?: AccountId; readonly user?: string },
): readonly UserMemory[] {
  const rows = prepared(
    database,
    'SELECT account, user FROM users WHERE (?1 IS NULL OR account = ?1) AND (?2 IS NULL OR user = ?2 OR lower(name) = lower(?2)) ORDER BY account, name, user',
  ).all(query.accountId ?? null, query.user ?? null);
  return rows.flatMap((row) => {
    const found = loadMemories(database, { account: String(row.account), user: String(row.user) });
    return [...found.values()];
  });
}

/** A ledger of an earlier format that is only read lacks the tables that came later. */
export function hasTable(database: DatabaseSync, name: string): boolean {
  const tables = seen.get(database) ?? new Set<string>();
  seen.set(database, tables);
  if (tables.has(name)) return true;
  const found = prepared(database, 'SELECT 1 FROM sqlite_master WHERE name = ?').get(name) !== undefined;
  if (found) tables.add(name);
  return found;
}

/** The tables that a database was seen to have; none is ever dropped. */
const seen = new WeakMap<DatabaseSync, Set<string>>();

const statements = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

/** A statement, compiled once for each database. */
export function prepared(database: DatabaseSync, sql: string): StatementSync {
  const known = statements.get(database) ?? new Map<string, StatementSync>();
  statements.set(database, known);
  const statement = known.get(sql) ?? database.prepare(sql);
  known.set(sql, statement);
  return statement;
}
