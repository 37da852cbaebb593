import type { UserId } from '../../domain/ids.ts';
import type { KeyRecord, UserMemory } from '../../domain/memory.ts';
import type { Instant } from '../../domain/time.ts';
import type { Engine } from '../../engine/engine.ts';
import type { UserHeader } from '../../ports/cloud.ts';

/**
 * Users in an order that is another in every run: first those whose date was announced again after a long hold and has
 * come, then those for whom the budget did not suffice last time, last those that are held for other reasons. Whoever
 * fails or is held every day must not use up a budget before others have had their turn.
 */
export function inFairOrder(
  engine: Pick<Engine, 'ids' | 'clock'>,
  users: readonly UserHeader[],
  memories: ReadonlyMap<UserId, UserMemory>,
): readonly UserHeader[] {
  const now = engine.clock.now();
  const places = users.map((header) => {
    const memory = memories.get(header.userId);
    const place = engine.ids.random() + (memory === undefined ? 1 : turnOf(memory, now));
    return { header, place };
  });
  return places.sort((a, b) => a.place - b.place).map(({ header }) => header);
}

function turnOf(memory: UserMemory, now: Instant): number {
  if (memory.keys.some((record) => isDueAnew(record, memory, now))) return -1;
  if (memory.held.some(isForBudget)) return 0;
  return memory.held.length === 0 ? 1 : 2;
}

/** What was announced again goes first on its day, until it is done or something else holds it. */
function isDueAnew(record: KeyRecord, { notices, held }: UserMemory, now: Instant): boolean {
  const { keyId, noticesFrom, goneAt } = record;
  if (noticesFrom === undefined || goneAt !== undefined) return false;
  if (held.some((hold) => hold.keyId === keyId && !isForBudget(hold))) return false;
  const pending = record.inactiveSince === undefined ? 'deactivate' : 'delete';
  return notices.some(
    (notice) =>
      notice.keyId === keyId &&
      notice.pending === pending &&
      notice.queuedAt >= noticesFrom &&
      (notice.plannedFor ?? Infinity) <= now,
  );
}

function isForBudget({ signature }: UserMemory['held'][number]): boolean {
  return signature.split(' ').includes('budget');
}
