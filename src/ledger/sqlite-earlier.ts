import { createHash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { JournalEntry } from '../domain/journal.ts';
import { blankMemory, type Notice, type StandingHold, type UserMemory } from '../domain/memory.ts';
import type { UserUnit } from '../domain/user-unit.ts';
import { STEPS } from './sqlite-schema.ts';
import { writeHistory, writeUnit } from './sqlite-units.ts';

/** Tables of formats 1 to 3, of which format 4 makes one document for each user. */
const EARLIER: readonly string[] = [
  'users',
  'keys',
  'notices',
  'holds',
  'held',
  'keeps',
  'forces',
  'sagas',
  'journal',
];

type Draft = { -readonly [Name in keyof UserMemory]: UserMemory[Name] };

/** Brings the tables of an earlier format up to date. The caller has begun a transaction. */
export function convert(database: DatabaseSync, format: number): void {
  const missing = STEPS.slice(format - 1);
  if (missing.length > 0) database.exec(missing.join('\n'));
  for (const [unit, ended] of unitsIn(database)) {
    writeUnit(database, unit);
    writeHistory(
      database,
      unit.memory,
      ended.map((record) => ({ kind: 'holds', id: record.id, record })),
    );
  }
  for (const table of EARLIER) database.exec(`DROP TABLE ${table}`);
}

/** Copies a ledger of an earlier format, so that it can be read without being written to. */
export function copyInto(copy: DatabaseSync, source: DatabaseSync): void {
  // One look at all tables, whatever others write meanwhile.
  source.exec('BEGIN');
  try {
    for (const { name, sql } of partsOf(source, 'table')) {
      copy.exec(sql);
      const rows = source.prepare(`SELECT * FROM ${name}`).iterate();
      let put: StatementSync | undefined;
      for (const row of rows) {
        const columns = Object.keys(row);
        put ??= copy.prepare(
          `INSERT INTO ${name} (${columns.map((column) => `"${column}"`).join()}) VALUES (${columns.map(() => '?').join()})`,
        );
        put.run(...Object.values(row));
      }
    }
    for (const { sql } of partsOf(source, 'index')) copy.exec(sql);
  } finally {
    source.exec('COMMIT');
  }
}

/** What a ledger is made of; SQLite's own tables are left out. */
function partsOf(
  database: DatabaseSync,
  type: 'table' | 'index',
): readonly { readonly name: string; readonly sql: string }[] {
  const found = database
    .prepare(
      "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )
    .all(type);
  return found.map(({ name, sql }) => ({ name: String(name), sql: String(sql) }));
}

function* unitsIn(database: DatabaseSync): Generator<readonly [UserUnit, readonly StandingHold[]]> {
  const users = new Map<string, { account: string; user: string }>();
  for (const table of EARLIER) {
    for (const { account, user } of database.prepare(`SELECT DISTINCT account, user FROM ${table}`).all())
      users.set(`${account}/${user}`, { account: String(account), user: String(user) });
  }
  for (const ref of users.values()) yield unitOfUser(database, ref);
}

function unitOfUser(
  database: DatabaseSync,
  { account, user }: { readonly account: string; readonly user: string },
): readonly [UserUnit, readonly StandingHold[]] {
  const documents = <T>(table: string, condition = ''): T[] =>
    database
      .prepare(`SELECT doc FROM ${table} WHERE account = ? AND user = ? ${condition} ORDER BY rowid`)
      .all(account, user)
      .map(({ doc }) => JSON.parse(String(doc)) as T);
  const holds = (ended: 0 | 1): StandingHold[] =>
    documents<Omit<StandingHold, 'id'>>('holds', `AND ended = ${ended}`).map(withId);
  const memory: Draft = {
    ...blankMemory(account as never, user as never),
    keys: documents('keys'),
    notices: documents<Notice>('notices').map(withTaking),
    holds: holds(0),
    held: documents('held'),
  };
  const [keep] = documents<NonNullable<UserMemory['keep']>>('keeps');
  const [force] = documents<NonNullable<UserMemory['force']>>('forces');
  const [openSaga] = documents<NonNullable<UserMemory['openSaga']>>('sagas');
  if (keep !== undefined) memory.keep = keep;
  if (force !== undefined) memory.force = force;
  if (openSaga !== undefined) memory.openSaga = openSaga;
  const journal = documents<Omit<JournalEntry, 'id'>>('journal').map(withId);
  return [{ memory, journal }, holds(1)];
}

/** Records that had none get an id from what they say and where they stood: the same, however often it is made. */
function withId<T extends object>(record: T, place: number): T & { readonly id: string } {
  const id = createHash('sha256')
    .update(`${place} ${JSON.stringify(record)}`)
    .digest('hex')
    .slice(0, 32);
  return { ...record, id };
}

/** Who took it was one channel, whatever the recipient. */
function withTaking(notice: Notice): Notice {
  const { acceptedAt: at, channel = 'unknown', countsAsNotice = false } = notice;
  return at === undefined ? notice : { ...notice, takenBy: [{ at, channel, countsAsNotice }] };
}
