import type { AccountDefinition, OrganizationDefinition, UnitDefinition } from './definition.ts';
import { newRootId } from './identifiers.ts';
import { accountIn, unitIn, WorldError } from './lookup.ts';
import type { AccountRecord, OrganizationRecord, UnitRecord } from './model.ts';
import { storeAttached, storeScps } from './policies.ts';
import { BY_HAND, emit, type WorldState } from './state.ts';
import type { OrganizationDesk } from './world.ts';

/** Makes the desk that handles the organization and its accounts (without what is in them). */
export function createOrganizationDesk(state: WorldState): OrganizationDesk {
  const account = (accountId: string): AccountRecord => accountIn(state, accountId);
  const changed = (accountId: string, detail: Readonly<Record<string, string>>): void =>
    emit(state, BY_HAND, { type: 'UpdateAccount', accountId, detail });
  return {
    create: (definition) => {
      state.organization = createOrganization(state, definition);
    },
    get: () => state.organization,
    addAccount: (definition) => addAccount(state, definition),
    account,
    accounts: () => [...state.accounts.values()],
    setState: (accountId, to) => {
      account(accountId).state = to;
      changed(accountId, { state: to });
    },
    setTags: (accountId, tags) => {
      account(accountId).tags.clear();
      for (const [key, value] of Object.entries(tags)) account(accountId).tags.set(key, value);
      changed(accountId, { ...tags });
    },
    move: (accountId, parentId) => {
      account(accountId).parentId = unitOrThrow(state, parentId).id;
      changed(accountId, { parentId });
    },
    setScps: (targetId, scps, detachFullAccess) => {
      const target = state.accounts.get(targetId) ?? unitOrThrow(state, targetId);
      target.scps = storeScps(scps, detachFullAccess);
      const accountId = state.organization?.managementAccountId ?? targetId;
      emit(state, BY_HAND, { type: 'UpdateOrganizationPolicies', accountId, detail: { targetId } });
    },
  };
}

function createOrganization(state: WorldState, definition: OrganizationDefinition): OrganizationRecord {
  const { id, managementAccountId } = definition;
  const base = `arn:aws:organizations::${managementAccountId}`;
  const rootId = definition.rootId ?? newRootId(state.random);
  const units = new Map<string, UnitRecord>();
  const root: UnitRecord = {
    id: rootId,
    arn: `${base}:root/${id}/${rootId}`,
    name: 'Root',
    parentId: undefined,
    tags: new Map(),
    scps: storeScps(definition.scps, false),
  };
  const add = (unit: UnitDefinition, parentId: string): void => {
    units.set(unit.id, {
      id: unit.id,
      arn: `${base}:ou/${id}/${unit.id}`,
      name: unit.name,
      parentId,
      tags: new Map(Object.entries(unit.tags ?? {})),
      scps: storeScps(unit.scps, unit.detachFullAccess),
    });
    for (const child of unit.units ?? []) add(child, unit.id);
  };
  for (const unit of definition.units ?? []) add(unit, rootId);
  const delegatedAccountIds = new Set(definition.delegatedAccountIds ?? []);
  return { id, arn: `${base}:organization/${id}`, managementAccountId, root, units, delegatedAccountIds };
}

function addAccount(state: WorldState, definition: AccountDefinition): AccountRecord {
  if (!/^\d{12}$/.test(definition.id)) throw new WorldError(`Account id ${definition.id} needs 12 digits.`);
  if (state.accounts.has(definition.id)) throw new WorldError(`Account ${definition.id} is there already.`);
  const isMember = state.organization !== undefined && definition.member !== false;
  const parentId = isMember ? (definition.ouId ?? state.organization?.root.id) : undefined;
  if (parentId !== undefined) unitOrThrow(state, parentId);
  const account: AccountRecord = {
    id: definition.id,
    name: definition.name ?? `account-${definition.id}`,
    email: definition.email ?? `account-${definition.id}@example.com`,
    state: definition.state ?? 'ACTIVE',
    parentId,
    joinedAt: definition.joinedAt ?? state.clock.now(),
    tags: new Map(Object.entries(definition.tags ?? {})),
    scps: storeScps(definition.scps, definition.detachFullAccess),
    managedPolicies: storeAttached(definition.managedPolicies),
    users: new Map(),
    groups: new Map(),
    roles: new Map(),
    secrets: new Map(),
    parameters: new Map(),
    credentialReport: undefined,
  };
  state.accounts.set(account.id, account);
  emit(state, BY_HAND, { type: 'CreateAccount', accountId: account.id, detail: { state: account.state } });
  return account;
}

function unitOrThrow(state: WorldState, unitId: string): UnitRecord {
  const unit = unitIn(state, unitId);
  if (unit === undefined) throw new WorldError(`There is no root or unit ${unitId} in this world.`);
  return unit;
}
