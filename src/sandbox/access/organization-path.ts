import type { StoredPolicy } from '../policy/stored-policy.ts';
import { unitIn } from '../world/lookup.ts';
import type { AccountRecord, UnitRecord } from '../world/model.ts';
import type { WorldState } from '../world/state.ts';

/** The root and units above an account, from the root down; empty outside the organization. */
export function unitsAbove(state: WorldState, account: AccountRecord): readonly UnitRecord[] {
  const above: UnitRecord[] = [];
  let id = account.parentId;
  while (id !== undefined) {
    const unit = unitIn(state, id);
    if (unit === undefined) break;
    above.unshift(unit);
    id = unit.parentId;
  }
  return above;
}

/** `aws:PrincipalOrgPaths`: `o-…/r-…/ou-…/`. */
export function organizationPath(state: WorldState, account: AccountRecord): string | undefined {
  const { organization } = state;
  if (organization === undefined || account.parentId === undefined) return undefined;
  const ids = unitsAbove(state, account).map((unit) => unit.id);
  return `${[organization.id, ...ids].join('/')}/`;
}

/** Service control policies by level; they bind neither the management account nor accounts outside. */
export function organizationPolicies(
  state: WorldState,
  account: AccountRecord,
): readonly (readonly StoredPolicy[])[] {
  if (account.parentId === undefined || account.id === state.organization?.managementAccountId) return [];
  return [...unitsAbove(state, account).map((unit) => unit.scps), account.scps];
}
