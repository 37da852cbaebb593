import type { AccessKey } from '../domain/access-key.ts';
import type { UserContext } from './context.ts';

/** Whether a person ordered this key to be replaced whatever its age. */
export function isForced(context: UserContext, key: AccessKey): boolean {
  return context.memory.force?.keyIds.includes(key.id) === true;
}
