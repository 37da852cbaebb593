import type { JournalEntry } from './journal.ts';
import type {
  Contact,
  ForceOrder,
  HeldRecord,
  KeepChoice,
  KeyRecord,
  Notice,
  StandingHold,
  UserMemory,
} from './memory.ts';
import type { Saga } from './saga.ts';

/** All that a ledger reads and writes about one user as a whole. */
export interface UserUnit {
  readonly memory: UserMemory;
  /** Lines of the journal that are not settled yet, in the order in which they were written. */
  readonly journal: readonly JournalEntry[];
}

/** What one write changes, all of it or nothing. Doing it again changes nothing more. */
export interface MemoryChange {
  readonly keys?: readonly KeyRecord[];
  readonly addHolds?: readonly StandingHold[];
  /** Ends these standing holds, by their ids. */
  readonly endHolds?: readonly string[];
  readonly keep?: KeepChoice;
  readonly dropKeep?: true;
  readonly force?: ForceOrder;
  readonly dropForce?: true;
  /** Replaces the user's list of holds as seen by runs. */
  readonly held?: readonly HeldRecord[];
  /** Notices to queue; one whose id is known already is left as it is. */
  readonly notices?: readonly Notice[];
  /** Opens or updates the user's saga. */
  readonly saga?: Saga;
  readonly closeSaga?: true;
  /** The latest that is known for reaching the people of the user. */
  readonly contact?: Contact;
  readonly journal?: readonly JournalEntry[];
}

/** The unit after a change. Pure; the same for every store. */
export function changed({ memory, journal }: UserUnit, change: MemoryChange): UserUnit {
  const { keep, force, openSaga, contact, ...lists } = memory;
  const optional = {
    keep: change.keep ?? (change.dropKeep ? undefined : keep),
    force: change.force ?? (change.dropForce ? undefined : force),
    openSaga: change.saga ?? (change.closeSaga ? undefined : openSaga),
    contact: change.contact ?? contact,
  };
  const ended = new Set(change.endHolds);
  return {
    memory: {
      ...lists,
      ...present(optional),
      keys: replaced(memory.keys, change.keys ?? []),
      holds: added(
        memory.holds.filter(({ id }) => !ended.has(id)),
        change.addHolds ?? [],
      ),
      held: change.held ?? memory.held,
      notices: added(memory.notices, change.notices ?? []),
    },
    journal: added(journal, change.journal ?? []),
  };
}

function present<T extends object>(members: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}

/** In the place where the record stood; new ones at the end. */
function replaced(before: readonly KeyRecord[], changes: readonly KeyRecord[]): readonly KeyRecord[] {
  const latest = new Map(changes.map((record) => [record.keyId, record]));
  const known = new Set(before.map(({ keyId }) => keyId));
  return [
    ...before.map((record) => latest.get(record.keyId) ?? record),
    ...[...latest.values()].filter(({ keyId }) => !known.has(keyId)),
  ];
}

/** What is there by its id stays as it is. */
function added<T extends { readonly id: string }>(before: readonly T[], more: readonly T[]): readonly T[] {
  const known = new Set(before.map(({ id }) => id));
  const fresh = more.filter(({ id }) => !known.has(id) && known.add(id) !== undefined);
  return fresh.length === 0 ? before : [...before, ...fresh];
}
