import { conceal } from '../concealed.ts';
import type { KeyDefinition } from './definition.ts';
import { newAccessKeyId, newSecretAccessKey } from './identifiers.ts';
import { userIn } from './lookup.ts';
import type { KeyRecord, UserRecord } from './model.ts';
import { type Actor, emit, type WorldState } from './state.ts';

/** Makes a key that IAM still has to spread: it neither authenticates nor surely lists at first. */
export function createKey(state: WorldState, user: UserRecord, actor: Actor): KeyRecord {
  const now = state.clock.now();
  return addRecord(state, user, actor, {
    id: newAccessKeyId(state.random, 'AKIA'),
    secret: newSecretAccessKey(state.random),
    status: 'Active',
    createdAt: now,
    settled: false,
  });
}

/** Puts a key there as if it had always been: no quota, no propagation, any status and date. */
export function placeKey(
  state: WorldState,
  user: UserRecord,
  actor: Actor,
  definition: KeyDefinition,
): KeyRecord {
  const key = addRecord(state, user, actor, {
    id: definition.id ?? newAccessKeyId(state.random, 'AKIA'),
    secret: definition.secret ?? newSecretAccessKey(state.random),
    status: definition.status ?? 'Active',
    createdAt: definition.createdAt ?? state.clock.now(),
    settled: true,
  });
  if (definition.lastUsed !== undefined) key.uses.push(definition.lastUsed);
  return key;
}

/** Switches a key's status; authentication and listings learn of it later. */
export function switchKey(state: WorldState, key: KeyRecord, status: string, actor: Actor): void {
  const from = key.status;
  if (from !== status) {
    key.previousStatus = from;
    key.status = status;
    key.statusChangedAt = state.clock.now();
  }
  emitKeyEvent(state, 'UpdateAccessKey', key, actor, { from, to: status });
}

/** Deletes a key; it may authenticate and list for a moment longer. */
export function removeKey(state: WorldState, key: KeyRecord, actor: Actor): void {
  const user = userIn(state, key);
  key.deletedAt = state.clock.now();
  user.keys.delete(key.id);
  user.deletedKeys.set(key.id, key);
  emitKeyEvent(state, 'DeleteAccessKey', key, actor, { status: key.status });
}

/** Writes down something that happened to a key. */
export function emitKeyEvent(
  state: WorldState,
  type: 'CreateAccessKey' | 'UpdateAccessKey' | 'DeleteAccessKey' | 'KeyUsed' | 'KeyUseDenied',
  key: KeyRecord,
  actor: Actor,
  detail: Readonly<Record<string, string | number | boolean>>,
): void {
  const { accountId, userName, userId } = key;
  emit(state, actor, { type, accountId, userName, userId, accessKeyId: key.id, detail });
}

interface NewKey {
  readonly id: string;
  readonly secret: string;
  readonly status: string;
  readonly createdAt: number;
  readonly settled: boolean;
}

function addRecord(state: WorldState, user: UserRecord, actor: Actor, fresh: NewKey): KeyRecord {
  const key: KeyRecord = {
    ...fresh,
    secret: conceal(fresh.secret),
    accountId: user.accountId,
    userId: user.userId,
    userName: user.name,
    previousStatus: fresh.status,
    statusChangedAt: fresh.createdAt,
    deletedAt: undefined,
    uses: [],
  };
  user.keys.set(key.id, key);
  state.keys.set(key.id, key);
  emitKeyEvent(state, 'CreateAccessKey', key, actor, { status: key.status, createdAt: key.createdAt });
  return key;
}
