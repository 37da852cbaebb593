import type { AccountRecord, KeyRecord, RoleRecord, UnitRecord, UserRecord } from './model.ts';
import type { WorldState } from './state.ts';
import type { RoleRef, UserRef } from './world.ts';

/** A mistake in building or handling the world: a test asked for something that is not there. */
export class WorldError extends Error {
  override readonly name = 'WorldError';
}

/** The account, or an error for the test's author. */
export function accountIn(state: WorldState, accountId: string): AccountRecord {
  const account = state.accounts.get(accountId);
  if (account === undefined) throw new WorldError(`There is no account ${accountId} in this world.`);
  return account;
}

/** The user, or an error for the test's author. */
export function userIn(state: WorldState, ref: UserRef): UserRecord {
  const user = accountIn(state, ref.accountId).users.get(ref.userName);
  if (user === undefined) throw new WorldError(`There is no user ${ref.userName} in ${ref.accountId}.`);
  return user;
}

/** The role, or an error for the test's author. */
export function roleIn(state: WorldState, ref: RoleRef): RoleRecord {
  const role = accountIn(state, ref.accountId).roles.get(ref.roleName);
  if (role === undefined) throw new WorldError(`There is no role ${ref.roleName} in ${ref.accountId}.`);
  return role;
}

/** The key, deleted or not, or an error for the test's author. */
export function keyIn(state: WorldState, accessKeyId: string): KeyRecord {
  const key = state.keys.get(accessKeyId);
  if (key === undefined) throw new WorldError(`There is no access key ${accessKeyId} in this world.`);
  return key;
}

/** The root or unit of an id. */
export function unitIn(state: WorldState, unitId: string): UnitRecord | undefined {
  const { organization } = state;
  return organization?.root.id === unitId ? organization.root : organization?.units.get(unitId);
}

const PRINCIPAL_ARN = /^arn:aws:iam::(\d{12}):(user|role)\/(?:.*\/)?([^/]+)$/;

/** The unique id behind a user's or role's ARN; undefined when there is no such principal now. */
export function uniqueIdOfPrincipal(state: WorldState, arn: string): string | undefined {
  const [, accountId, kind, name] = PRINCIPAL_ARN.exec(arn) ?? [];
  const account = state.accounts.get(accountId ?? '');
  if (account === undefined || name === undefined) return undefined;
  if (kind === 'user') {
    const user = account.users.get(name);
    return user?.arn === arn ? user.userId : undefined;
  }
  const role = account.roles.get(name);
  return role?.arn === arn ? role.roleId : undefined;
}
