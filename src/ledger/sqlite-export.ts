import type { DatabaseSync } from 'node:sqlite';
import type { UserUnit } from '../domain/user-unit.ts';
import { unitOf } from './sqlite-units.ts';

/** One record of an export: `table` names what kind of record it is. */
export interface ExportedRecord {
  readonly table: string;
  readonly record: unknown;
}

/** The kinds of records about users, in the order in which they are given out. */
const OF_USERS: readonly (readonly [string, (unit: UserUnit) => readonly unknown[]])[] = [
  ['keys', ({ memory }) => memory.keys],
  ['notices', ({ memory }) => memory.notices],
  ['holds', ({ memory }) => memory.holds],
  ['held', ({ memory }) => memory.held],
  ['keeps', ({ memory }) => listed(memory.keep)],
  ['forces', ({ memory }) => listed(memory.force)],
  ['sagas', ({ memory }) => listed(memory.openSaga)],
  ['contacts', ({ memory }) => listed(memory.contact)],
  ['journal', ({ journal }) => journal],
];

const OTHERS: readonly string[] = ['reads', 'runs'];

/** Names of all kinds of records, in their order. */
export const EXPORTED: readonly string[] = [...OF_USERS.map(([table]) => table), ...OTHERS];

/**
 * Begins to give out all records of a kind, settled ones first, in a stable order; the first one is read already.
 *
 * A locked file shows at the first record; once that is there, reading has a lock of its own until its end.
 */
export function openRecords(
  database: DatabaseSync,
  table: string,
): { readonly first: IteratorResult<unknown, void>; readonly rest: Iterator<unknown, void> } {
  const rest = recordsOf(database, table);
  return { first: rest.next(), rest };
}

function* recordsOf(database: DatabaseSync, table: string): Generator<unknown, void> {
  const of = OF_USERS.find(([name]) => name === table)?.[1];
  if (of === undefined) {
    yield* documents(database.prepare(`SELECT doc FROM ${table} ORDER BY rowid`).iterate());
    return;
  }
  const settled = database.prepare('SELECT doc FROM history WHERE kind = ? ORDER BY account, user, seq');
  yield* documents(settled.iterate(table));
  for (const { doc } of database.prepare('SELECT doc FROM units ORDER BY account, user').iterate())
    yield* of(unitOf(doc));
}

function* documents(rows: Iterable<Record<string, unknown>>): Generator<unknown, void> {
  for (const { doc } of rows) yield JSON.parse(String(doc));
}

function listed<T>(record: T | undefined): readonly T[] {
  return record === undefined ? [] : [record];
}
