import { createKey, placeKey, removeKey, switchKey } from './key-changes.ts';
import { keyIn, userIn } from './lookup.ts';
import { BY_HAND, type WorldState } from './state.ts';
import type { IamDesk } from './world.ts';

/** Keys, as changed by hand. */
export type KeyDesk = Pick<
  IamDesk,
  'addKey' | 'createKey' | 'key' | 'findKey' | 'keys' | 'setKeyStatus' | 'deleteKey'
>;

/** Makes the part of the IAM desk that handles keys. */
export function createKeyDesk(state: WorldState): KeyDesk {
  return {
    addKey: (ref, definition) => placeKey(state, userIn(state, ref), BY_HAND, definition ?? {}),
    createKey: (ref) => createKey(state, userIn(state, ref), BY_HAND),
    key: (accessKeyId) => keyIn(state, accessKeyId),
    findKey: (accessKeyId) => state.keys.get(accessKeyId),
    keys: (ref) => [...userIn(state, ref).keys.values()],
    setKeyStatus: (accessKeyId, status) => switchKey(state, keyIn(state, accessKeyId), status, BY_HAND),
    deleteKey: (accessKeyId) => removeKey(state, keyIn(state, accessKeyId), BY_HAND),
  };
}
