import { ServiceError } from '../../service-error.ts';
import { unitIn } from '../../world/lookup.ts';
import type { AccountRecord, OrganizationRecord, UnitRecord } from '../../world/model.ts';
import type { WorldState } from '../../world/state.ts';
import type { Params, TextRule } from '../params.ts';

const ACCOUNT_ID: TextRule = { pattern: /^\d{12}$/ };
const PARENT_ID: TextRule = { pattern: /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/ };

/** The accounts that are in the organization. */
export function memberAccounts(state: WorldState): readonly AccountRecord[] {
  return [...state.accounts.values()].filter((account) => account.parentId !== undefined);
}

/** The account named by a parameter. */
export function namedAccount(state: WorldState, params: Params, name: string): AccountRecord {
  const id = params.requiredText(name, ACCOUNT_ID);
  const account = state.accounts.get(id);
  if (account?.parentId !== undefined) return account;
  const message = "You specified an account that doesn't exist.";
  throw new ServiceError('AccountNotFoundException', 400, message);
}

/** The root or unit named by ParentId. */
export function namedParent(state: WorldState, params: Params): UnitRecord {
  const unit = unitIn(state, params.requiredText('ParentId', PARENT_ID));
  if (unit !== undefined) return unit;
  throw new ServiceError('ParentNotFoundException', 400, "You specified parent that doesn't exist.");
}

/** Where an account or unit of an id is put: its parent, root or unit. */
export function parentOf(
  state: WorldState,
  organization: OrganizationRecord,
  childId: string,
): UnitRecord | undefined {
  const parentId = state.accounts.get(childId)?.parentId ?? organization.units.get(childId)?.parentId;
  return parentId === undefined ? undefined : unitIn(state, parentId);
}
