import type { AccessKeyId } from './ids.ts';
import { isUnderWay, type JournalEntry } from './journal.ts';
import type { KeyRecord, Notice, StandingHold, UserMemory } from './memory.ts';
import { type Duration, days, hasPassed, type Instant } from './time.ts';
import type { UserUnit } from './user-unit.ts';

/** What no decision asks for any more, kept for people: `status`, exports and audits. */
export type HistoryEntry =
  | { readonly kind: 'keys'; readonly id: string; readonly record: KeyRecord }
  | { readonly kind: 'notices'; readonly id: string; readonly record: Notice }
  | { readonly kind: 'holds'; readonly id: string; readonly record: StandingHold }
  | { readonly kind: 'journal'; readonly id: string; readonly record: JournalEntry };

/** By then listings are no longer stale, and whoever misses a key has said so. */
const AFTER: Duration = days(30);

/** A key that vanished while it was in use may live on under another user, where a sweep finds it. */
const AFTER_VANISHING: Duration = days(400);

/**
 * Parts a unit into what decisions may still depend on and what is settled. Pure.
 *
 * Settled are keys that are long gone and that nothing points to, with their notices and ended holds; notices that no
 * longer count; and the lines of sagas that have ended.
 */
export function settle(
  unit: UserUnit,
  now: Instant,
): { readonly unit: UserUnit; readonly history: readonly HistoryEntry[] } {
  const { memory } = unit;
  const needed = keysPointedTo(memory);
  const gone = new Set(
    memory.keys.filter((record) => isLongGone(record, now) && !needed.has(record.keyId)).map(keyIdOf),
  );
  const keys = parted(memory.keys, ({ keyId }) => gone.has(keyId));
  const counted = new Map(memory.keys.map(({ keyId, noticesFrom }) => [keyId, noticesFrom]));
  const crowd = crowdOf(memory.notices, now);
  const notices = parted(memory.notices, (notice) => {
    if (notice.acceptedAt === undefined) return gone.has(notice.keyId);
    if (crowd.has(notice.id)) return true;
    const from = counted.get(notice.keyId);
    const stale = from !== undefined && notice.queuedAt < from && hasPassed(notice.queuedAt, AFTER, now);
    const isOver = (notice.plannedFor ?? 0) < now;
    return stale || gone.has(notice.keyId) || (isOver && hasPassed(notice.queuedAt, AFTER_VANISHING, now));
  });
  const holds = parted(memory.holds, ({ keyId }) => gone.has(keyId));
  const lines = settledLines(unit, now);
  const history: readonly HistoryEntry[] = [
    ...keys.out.map((record) => ({ kind: 'keys', id: record.keyId, record }) as const),
    ...notices.out.map((record) => ({ kind: 'notices', id: record.id, record }) as const),
    ...holds.out.map((record) => ({ kind: 'holds', id: record.id, record }) as const),
    ...lines.out.map((record) => ({ kind: 'journal', id: record.id, record }) as const),
  ];
  if (history.length === 0) return { unit, history };
  return {
    unit: {
      memory: { ...memory, keys: keys.in, notices: notices.in, holds: holds.in },
      journal: lines.in,
    },
    history,
  };
}

/**
 * Announcements that came to nothing, of a key that is announced week after week: all but the first, which promised a date,
 * and the latest.
 */
function crowdOf(notices: readonly Notice[], now: Instant): ReadonlySet<string> {
  const vain = notices.filter(
    ({ countsAsNotice, plannedFor }) =>
      countsAsNotice !== true && plannedFor !== undefined && hasPassed(plannedFor, AFTER, now),
  );
  const alike = Map.groupBy(vain, ({ keyId, pending, reason }) => `${keyId} ${pending} ${reason}`);
  return new Set([...alike.values()].flatMap((ofKey) => ofKey.slice(1, -1).map(({ id }) => id)));
}

function keyIdOf({ keyId }: KeyRecord): AccessKeyId {
  return keyId;
}

function isLongGone({ goneAt, madeByUs, inactiveSince }: KeyRecord, now: Instant): boolean {
  if (goneAt === undefined) return false;
  const vanished = madeByUs && inactiveSince === undefined;
  return hasPassed(goneAt, vanished ? AFTER_VANISHING : AFTER, now);
}

/** Keys that a living key, a saga or a person's word refers to. */
function keysPointedTo({ keys, openSaga, keep, force, held }: UserMemory): ReadonlySet<string> {
  const living = keys.filter(({ goneAt }) => goneAt === undefined);
  const ofSaga =
    openSaga === undefined
      ? []
      : openSaga.kind === 'rotate'
        ? [openSaga.oldKeyId, openSaga.newKeyId, ...openSaga.keysBefore]
        : [openSaga.keyId];
  const pointed = [
    ...living.flatMap(({ replaces, replacedBy, gaveWayTo }) => [replaces, replacedBy, gaveWayTo]),
    ...ofSaga,
    keep?.keyId,
    ...(force?.keyIds ?? []),
    ...held.map(({ keyId }) => keyId),
  ];
  return new Set(pointed.filter((keyId) => keyId !== undefined));
}

/** The lines up to the first that is not settled, so that their order is that in which they were written. */
function settledLines(
  unit: UserUnit,
  now: Instant,
): { readonly in: readonly JournalEntry[]; readonly out: readonly JournalEntry[] } {
  const { journal } = unit;
  const first = journal.findIndex((line) => !isSettledLine(line, unit, now));
  const count = first < 0 ? journal.length : first;
  return { in: journal.slice(count), out: journal.slice(0, count) };
}

/** Of an ended saga; one that never ended is too old to tell anything after a while. */
function isSettledLine(line: JournalEntry, { memory, journal }: UserUnit, now: Instant): boolean {
  if (line.sagaId === memory.openSaga?.sagaId) return false;
  const last = journal.findLast(({ sagaId }) => sagaId === line.sagaId);
  return last === undefined || !isUnderWay(last) || hasPassed(last.at, AFTER, now);
}

function parted<T>(
  list: readonly T[],
  isOut: (one: T) => boolean,
): { readonly in: readonly T[]; readonly out: readonly T[] } {
  const out = list.filter(isOut);
  return { in: out.length === 0 ? list : list.filter((one) => !isOut(one)), out };
}
