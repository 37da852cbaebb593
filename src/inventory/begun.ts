import type { UserMemory } from '../domain/memory.ts';

/** Whether Keyturn has begun something about a user that it has not ended: a change, a key never handed over, the retirement of an old key. */
export function isBegun(memory: UserMemory | undefined): boolean {
  if (memory === undefined) return false;
  return (
    memory.openSaga !== undefined ||
    memory.keys.some(
      (key) =>
        key.goneAt === undefined &&
        (key.discard !== undefined || key.deactivatedAt !== undefined || key.replacedBy !== undefined),
    )
  );
}
