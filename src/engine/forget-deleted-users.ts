import type { UserId } from '../domain/ids.ts';
import type { UserMemory } from '../domain/memory.ts';
import { DAY, hasPassed, type Instant } from '../domain/time.ts';
import { type Engine, leaseUser, save } from './engine.ts';

/**
 * Takes note of users that IAM does not list any more: their keys went with them.
 *
 * A user made again under the same name has another id, and is then the only living one of that name in the ledger.
 */
export async function forgetDeletedUsers(
  engine: Engine,
  memories: ReadonlyMap<UserId, UserMemory>,
  listed: ReadonlySet<UserId>,
): Promise<void> {
  for (const memory of memories.values()) {
    const living = memory.keys.filter((key) => key.goneAt === undefined);
    const ended = isOver(memory.openSaga, engine.clock.now());
    if (listed.has(memory.userId) || (living.length === 0 && !ended)) continue;
    const lease = await leaseUser(engine, memory, `${engine.runId}/forget`);
    if (lease === undefined) continue;
    try {
      const goneAt = engine.clock.now();
      await save(
        { engine, lease },
        {
          keys: living.map((key) => ({ ...key, goneAt })),
          held: [],
          ...(ended ? { closeSaga: true as const } : {}),
        },
      );
    } finally {
      await engine.ledger.releaseLease(lease);
    }
  }
}

/**
 * Whether what was begun for a user who is gone may end with it: no listing can be behind the times, and no key of it can
 * still stand on somebody else, as one can whose making was never answered.
 */
function isOver(saga: UserMemory['openSaga'], now: Instant): boolean {
  if (saga === undefined || !hasPassed(saga.openedAt, DAY, now)) return false;
  return saga.kind !== 'rotate' || saga.createFrom === undefined || saga.newKeyId !== undefined;
}
