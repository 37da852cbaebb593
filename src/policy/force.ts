import type { AccessKey } from '../domain/access-key.ts';
import type { UserMemory } from '../domain/memory.ts';
import { DAY, hasPassed, type Instant } from '../domain/time.ts';

/** For how long an order may wait for a slot or a freeze; after that nobody remembers why it was given. */
export const ORDER_LIFE: number = 30 * DAY;

/** Whether a person ordered this key to be replaced whatever its age, not too long ago. */
export function isForced(
  { memory: { force }, now }: { readonly memory: UserMemory; readonly now: Instant },
  key: AccessKey,
): boolean {
  if (force === undefined || hasPassed(force.at, ORDER_LIFE, now)) return false;
  return force.keyIds.includes(key.id);
}
