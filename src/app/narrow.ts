import pMap from 'p-map';
import type { AccountId, UserId } from '../domain/ids.ts';
import type { Narrowing } from '../domain/narrowing.ts';
import type { Account } from '../domain/user-facts.ts';
import type { Selection } from '../inventory/select-accounts.ts';
import { leftOut, namedAccounts } from './named-accounts.ts';
import { assertMatched, findUsers } from './named-users.ts';
import type { RunParts } from './run/parts.ts';

/** The accounts and users that a narrowed command looks at, and what the coverage says of the other accounts. */
export interface Narrowed extends Selection {
  /** Only these users of these accounts; undefined when all users of the accounts are meant. */
  readonly only?: ReadonlyMap<AccountId, ReadonlySet<UserId>>;
}

/**
 * Narrows a selection to the accounts and users that a person named.
 *
 * Every name must match something, before anything is done: a typing error must not look like a run in which nothing
 * was due. Where an account could not be listed, it is a failure of the coverage, and names that may be in it pass.
 * Errors: ACCOUNT_NOT_FOUND, USER_NOT_FOUND.
 */
export async function narrow(
  parts: RunParts,
  selection: Selection,
  given: { readonly listed: readonly Account[]; readonly narrowing: Narrowing },
): Promise<Narrowed> {
  const { narrowing, listed } = given;
  const named = namedAccounts(selection, listed, narrowing.accounts);
  if (narrowing.users.length === 0) return named;
  const found = await pMap(
    named.accounts,
    async (account) => await findUsers(parts, account, narrowing.users),
    { concurrency: parts.settings.concurrency.accounts },
  );
  assertMatched(parts, narrowing.users, found);
  const only = new Map(
    found.flatMap(({ account, users }) =>
      users.length === 0 ? [] : [[account.id, new Set(users.map(({ userId }) => userId))] as const],
    ),
  );
  const without = found.flatMap(({ account, failure }) => {
    if (failure !== undefined) return [failure];
    return only.has(account.id) ? [] : [leftOut(account, 'it has no user that --user names')];
  });
  return {
    accounts: named.accounts.filter(({ id }) => only.has(id)),
    outside: named.outside,
    settled: [...named.settled, ...without],
    only,
  };
}
