import type { AccessKey } from '../domain/access-key.ts';
import { DAY, hasPassed } from '../domain/time.ts';
import type { UserContext } from './context.ts';

/** For how long an order may wait for a slot or a freeze; after that nobody remembers why it was given. */
export const ORDER_LIFE: number = 30 * DAY;

/** Whether a person ordered this key to be replaced whatever its age, not too long ago. */
export function isForced(context: UserContext, key: AccessKey): boolean {
  const { force } = context.memory;
  if (force === undefined || hasPassed(force.at, ORDER_LIFE, context.now)) return false;
  return force.keyIds.includes(key.id);
}
