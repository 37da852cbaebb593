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

/** A user's memory while it is put together. */
type Draft = {
  -readonly [Name in keyof UserMemory]: UserMemory[Name] extends readonly (infer Item)[]
    ? Item[]
    : UserMemory[Name];
};

interface Part {
  readonly table: string;
  readonly condition?: string;
  readonly add: (memory: Draft, document: never) => void;
}

/** What a memory is made of; the table that came with a later format stands last. */
const PARTS: readonly Part[] = [
  { table: 'keys', add: (memory, key: KeyRecord) => void memory.keys.push(key) },
  { table: 'notices', add: (memory, notice: Notice) => void memory.notices.push(notice) },
  {
    table: 'holds',
    condition: 'AND ended = 0',
    add: (memory, hold: StandingHold) => void memory.holds.push(hold),
  },
  { table: 'held', add: (memory, held: HeldRecord) => void memory.held.push(held) },
  {
    table: 'keeps',
    add: (memory, keep: KeepChoice) => {
      memory.keep = keep;
    },
  },
  {
    table: 'sagas',
    add: (memory, saga: Saga) => {
      memory.openSaga = saga;
    },
  },
  {
    table: 'forces',
    add: (memory, force: ForceOrder) => {
      memory.force = force;
    },
  },
];

interface Queries {
  readonly ofAccount: string;
  /** Names the column outright, so that the index finds one user among thousands. */
  readonly ofUser: string;
}

function queriesOver(parts: readonly Part[]): Queries {
  const selectAll = (whose: string): string =>
    parts
      .map(
        ({ table, condition = '' }, part) =>
          `SELECT ${part} AS part, rowid AS seq, doc FROM ${table} WHERE ${whose} ${condition}`,
      )
      .join(' UNION ALL ');
  return { ofAccount: selectAll('account = ?1'), ofUser: selectAll('account = ?1 AND user = ?2') };
}

const QUERIES = queriesOver(PARTS);

/** A ledger of the first format that is only read lacks the table of orders. */
const QUERIES_OF_FORMAT_1 = queriesOver(PARTS.filter(({ table }) => table !== 'forces'));

/** Reads everything about one user or all users of one account, in one query. */
export function loadMemories(
  database: DatabaseSync,
  scope: { readonly account: string; readonly user?: string },
): ReadonlyMap<UserId, UserMemory> {
  const { account, user } = scope;
  const { ofUser, ofAccount } = hasTable(database, 'forces') ? QUERIES : QUERIES_OF_FORMAT_1;
  const rows =
    user === undefined
      ? prepared(database, ofAccount).all(account)
      : prepared(database, ofUser).all(account, user);
  // Each table in the order in which it was written; an index gives another.
  rows.sort((a, b) => Number(a.part) - Number(b.part) || Number(a.seq) - Number(b.seq));
  const memories = new Map<UserId, Draft>();
  for (const row of rows) {
    const document = JSON.parse(String(row.doc)) as { readonly userId: UserId };
    const { userId } = document;
    const memory = memories.get(userId) ?? (blankMemory(account as AccountId, userId) as Draft);
    memories.set(userId, memory);
    PARTS[Number(row.part)]?.add(memory, document as never);
  }
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
