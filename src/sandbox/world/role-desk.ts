import { storePermissionPolicy, storeTrustPolicy } from '../policy/policy-kind.ts';
import type { RoleDefinition } from './definition.ts';
import { newUniqueId } from './identifiers.ts';
import { accountIn, roleIn } from './lookup.ts';
import type { RoleRecord } from './model.ts';
import { storeOptional } from './policies.ts';
import { BY_HAND, emit, type WorldState } from './state.ts';
import type { IamDesk } from './world.ts';

/** Roles, as changed by hand. */
export type RoleDesk = Pick<IamDesk, 'addRole' | 'role' | 'deleteRole' | 'setTrust' | 'setRolePolicies'>;

/** Makes the part of the IAM desk that handles roles. */
export function createRoleDesk(state: WorldState): RoleDesk {
  return {
    addRole: (accountId, definition) => addRole(state, accountId, definition),
    role: (ref) => roleIn(state, ref),
    deleteRole: (ref) => {
      const role = roleIn(state, ref);
      accountIn(state, ref.accountId).roles.delete(role.name);
      emitRoleEvent(state, 'DeleteRole', role);
    },
    setTrust: (ref, trust) => {
      const role = roleIn(state, ref);
      role.trust = storeTrustPolicy(trust);
      emitRoleEvent(state, 'UpdateRole', role);
    },
    setRolePolicies: (ref, policies) => {
      const role = roleIn(state, ref);
      role.policies = policies.map(storePermissionPolicy);
      emitRoleEvent(state, 'UpdateRole', role);
    },
  };
}

function addRole(state: WorldState, accountId: string, definition: RoleDefinition): RoleRecord {
  const path = definition.path ?? '/';
  const role: RoleRecord = {
    accountId,
    name: definition.name,
    path,
    roleId: newUniqueId(state.random, 'AROA'),
    arn: `arn:aws:iam::${accountId}:role${path}${definition.name}`,
    createdAt: state.clock.now(),
    tags: new Map(Object.entries(definition.tags ?? {})),
    maxSessionSeconds: definition.maxSessionSeconds ?? 3600,
    trust: storeTrustPolicy(definition.trust),
    policies: (definition.policies ?? []).map(storePermissionPolicy),
    permissionsBoundary: storeOptional(definition.permissionsBoundary),
  };
  accountIn(state, accountId).roles.set(role.name, role);
  emitRoleEvent(state, 'CreateRole', role);
  return role;
}

function emitRoleEvent(
  state: WorldState,
  type: 'CreateRole' | 'DeleteRole' | 'UpdateRole',
  role: RoleRecord,
): void {
  emit(state, BY_HAND, { type, accountId: role.accountId, detail: { role: role.arn } });
}
