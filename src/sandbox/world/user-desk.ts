import type { PolicySource } from '../policy/policy-source.ts';
import type { UserDefinition } from './definition.ts';
import { newUniqueId } from './identifiers.ts';
import { placeKey, removeKey } from './key-changes.ts';
import { accountIn, userIn, WorldError } from './lookup.ts';
import type { UserRecord } from './model.ts';
import { attachedRecord, storeAttached, storeInline, storeOptional } from './policies.ts';
import { rememberUser, userPlace } from './stale-look.ts';
import { BY_HAND, emit, type WorldState } from './state.ts';
import type { IamDesk } from './world.ts';

/** Users, as changed by hand. */
export type UserDesk = Pick<
  IamDesk,
  | 'addUser'
  | 'user'
  | 'findUser'
  | 'users'
  | 'deleteUser'
  | 'setUserTags'
  | 'putUserPolicy'
  | 'deleteUserPolicy'
  | 'attachUserPolicy'
  | 'detachUserPolicy'
  | 'setBoundary'
>;

/** Makes the part of the IAM desk that handles users. */
export function createUserDesk(state: WorldState): UserDesk {
  const user = (ref: { accountId: string; userName: string }): UserRecord => userIn(state, ref);
  const forChange = (ref: { accountId: string; userName: string }): UserRecord => {
    rememberUser(state, user(ref));
    return user(ref);
  };
  const changed = (record: UserRecord, detail: Readonly<Record<string, string>>): void =>
    emitUserEvent(state, 'UpdateUserPolicies', record, detail);
  return {
    addUser: (accountId, definition) => addUser(state, accountId, definition),
    user,
    findUser: (ref) => state.accounts.get(ref.accountId)?.users.get(ref.userName),
    users: (accountId) => [...accountIn(state, accountId).users.values()],
    deleteUser: (ref) => deleteUser(state, user(ref)),
    setUserTags: (ref, tags) => {
      const record = forChange(ref);
      record.tags.clear();
      for (const [key, value] of Object.entries(tags)) record.tags.set(key, value);
      emitUserEvent(state, 'UpdateUserTags', record, { ...tags });
    },
    putUserPolicy: (ref, name, document) => {
      const record = forChange(ref);
      for (const [key, policy] of storeInline({ [name]: document })) record.inlinePolicies.set(key, policy);
      changed(record, { put: name });
    },
    deleteUserPolicy: (ref, name) => {
      forChange(ref).inlinePolicies.delete(name);
      changed(user(ref), { delete: name });
    },
    attachUserPolicy: (ref, policy) => {
      forChange(ref).attachedPolicies.set(policy.arn, attachedRecord(policy));
      changed(user(ref), { attach: policy.arn });
    },
    detachUserPolicy: (ref, arn) => {
      forChange(ref).attachedPolicies.delete(arn);
      changed(user(ref), { detach: arn });
    },
    setBoundary: (ref, boundary) => {
      forChange(ref).permissionsBoundary = boundaryRecord(boundary);
      changed(user(ref), { boundary: boundary?.arn ?? 'none' });
    },
  };
}

function addUser(state: WorldState, accountId: string, definition: UserDefinition): UserRecord {
  const account = accountIn(state, accountId);
  if (account.users.has(definition.name)) throw new WorldError(`User ${definition.name} is there already.`);
  const path = definition.path ?? '/';
  const user: UserRecord = {
    accountId,
    name: definition.name,
    path,
    userId: definition.userId ?? newUniqueId(state.random, 'AIDA'),
    arn: `arn:aws:iam::${accountId}:user${path}${definition.name}`,
    createdAt: definition.createdAt ?? beforeItsKeys(state, definition),
    tags: new Map(Object.entries(definition.tags ?? {})),
    groups: new Set(definition.groups ?? []),
    inlinePolicies: storeInline(definition.inlinePolicies),
    attachedPolicies: storeAttached(definition.attachedPolicies),
    permissionsBoundary: boundaryRecord(definition.permissionsBoundary),
    passwordEnabled: definition.passwordEnabled ?? false,
    keys: new Map(),
    deletedKeys: new Map(),
  };
  for (const name of user.groups) {
    const group = account.groups.get(name);
    if (group === undefined) throw new WorldError(`There is no group ${name} in ${accountId}.`);
    group.members.add(user.name);
  }
  // Put there directly: known everywhere at once, unless the name was another user's a moment ago.
  if (state.pasts.users.has(userPlace(user))) rememberUser(state, user, true);
  account.users.set(user.name, user);
  emitUserEvent(state, 'CreateUser', user, {});
  for (const key of definition.keys ?? []) placeKey(state, user, BY_HAND, key);
  return user;
}

/** A key is never older than its user. */
function beforeItsKeys(state: WorldState, { keys = [] }: UserDefinition): number {
  return Math.min(state.clock.now(), ...keys.map(({ createdAt = state.clock.now() }) => createdAt));
}

function deleteUser(state: WorldState, user: UserRecord): void {
  const account = accountIn(state, user.accountId);
  rememberUser(state, user);
  for (const key of [...user.keys.values()]) removeKey(state, key, BY_HAND);
  for (const name of user.groups) account.groups.get(name)?.members.delete(user.name);
  account.users.delete(user.name);
  emitUserEvent(state, 'DeleteUser', user, {});
}

function boundaryRecord(
  boundary: { arn: string; document?: PolicySource } | undefined,
): UserRecord['permissionsBoundary'] {
  return boundary === undefined
    ? undefined
    : { arn: boundary.arn, document: storeOptional(boundary.document) };
}

function emitUserEvent(
  state: WorldState,
  type: 'CreateUser' | 'DeleteUser' | 'UpdateUserTags' | 'UpdateUserPolicies',
  user: UserRecord,
  detail: Readonly<Record<string, string>>,
): void {
  const { accountId, userId, name: userName } = user;
  emit(state, BY_HAND, { type, accountId, userName, userId, detail });
}
