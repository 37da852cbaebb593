import type { GroupDefinition } from './definition.ts';
import { newUniqueId } from './identifiers.ts';
import { accountIn, userIn, WorldError } from './lookup.ts';
import type { GroupRecord } from './model.ts';
import { storeAttached, storeInline } from './policies.ts';
import { rememberUser } from './stale-look.ts';
import { BY_HAND, emit, type WorldState } from './state.ts';
import type { IamDesk } from './world.ts';

/** Groups, as changed by hand. */
export type GroupDesk = Pick<
  IamDesk,
  'addGroup' | 'group' | 'deleteGroup' | 'addToGroup' | 'removeFromGroup'
>;

/** Makes the part of the IAM desk that handles groups. */
export function createGroupDesk(state: WorldState): GroupDesk {
  const group = (accountId: string, name: string): GroupRecord => {
    const found = accountIn(state, accountId).groups.get(name);
    if (found === undefined) throw new WorldError(`There is no group ${name} in ${accountId}.`);
    return found;
  };
  return {
    addGroup: (accountId, definition) => addGroup(state, accountId, definition),
    group,
    deleteGroup: (accountId, name) => {
      const account = accountIn(state, accountId);
      for (const member of group(accountId, name).members) account.users.get(member)?.groups.delete(name);
      account.groups.delete(name);
      emit(state, BY_HAND, { type: 'DeleteGroup', accountId, detail: { group: name } });
    },
    addToGroup: (ref, name) => {
      const user = userIn(state, ref);
      rememberUser(state, user);
      group(ref.accountId, name).members.add(user.name);
      user.groups.add(name);
      emitMembership(state, ref.accountId, user.name, { added: name });
    },
    removeFromGroup: (ref, name) => {
      const user = userIn(state, ref);
      rememberUser(state, user);
      group(ref.accountId, name).members.delete(user.name);
      user.groups.delete(name);
      emitMembership(state, ref.accountId, user.name, { removed: name });
    },
  };
}

function addGroup(state: WorldState, accountId: string, definition: GroupDefinition): GroupRecord {
  const path = definition.path ?? '/';
  const record: GroupRecord = {
    accountId,
    name: definition.name,
    path,
    groupId: newUniqueId(state.random, 'AGPA'),
    arn: `arn:aws:iam::${accountId}:group${path}${definition.name}`,
    createdAt: state.clock.now(),
    members: new Set(),
    inlinePolicies: storeInline(definition.inlinePolicies),
    attachedPolicies: storeAttached(definition.attachedPolicies),
  };
  accountIn(state, accountId).groups.set(record.name, record);
  emit(state, BY_HAND, { type: 'CreateGroup', accountId, detail: { group: record.name } });
  return record;
}

function emitMembership(
  state: WorldState,
  accountId: string,
  userName: string,
  detail: Readonly<Record<string, string>>,
): void {
  emit(state, BY_HAND, { type: 'UpdateGroupMembers', accountId, userName, detail });
}
