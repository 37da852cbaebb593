import { unitsAbove } from '../../access/organization-path.ts';
import type { WireOutput } from '../../wire/message.ts';
import type { AccountRecord, OrganizationRecord } from '../../world/model.ts';
import type { WorldState } from '../../world/state.ts';

/** An account as Organizations shows it: `State`, and the retired `Status` only when the options ask for it. */
export function accountShape(
  state: WorldState,
  organization: OrganizationRecord,
  account: AccountRecord,
): WireOutput {
  const base = `arn:aws:organizations::${organization.managementAccountId}:account`;
  const units = unitsAbove(state, account).map((unit) => unit.id);
  return {
    Id: account.id,
    Arn: `${base}/${organization.id}/${account.id}`,
    Email: account.email,
    Name: account.name,
    State: account.state,
    Status: state.options.deprecatedAccountStatus ? statusOf(account) : undefined,
    Paths: [`${[organization.id, ...units, account.id].join('/')}/`],
    JoinedMethod: account.id === organization.managementAccountId ? 'INVITED' : 'CREATED',
    JoinedTimestamp: new Date(account.joinedAt),
  };
}

/** A closed account had Status SUSPENDED, and one that was never activated none of its own. */
function statusOf(account: AccountRecord): string {
  if (account.state === 'CLOSED') return 'SUSPENDED';
  return account.state === 'PENDING_ACTIVATION' ? 'ACTIVE' : account.state;
}
