import type { Account } from '../../domain/user-facts.ts';
import type { Selection } from '../../inventory/select-accounts.ts';
import { type Narrowed, narrow } from '../narrow.ts';
import type { RunOptions } from './options.ts';
import type { RunParts } from './parts.ts';

/** The accounts of a run that looks at some accounts or users only; the others are excluded, and say so. */
export async function partOf(
  parts: RunParts,
  selection: Selection,
  listed: readonly Account[],
  options: RunOptions,
): Promise<Narrowed> {
  const { only, narrow: narrowing } = options;
  if (narrowing !== undefined) return await narrow(parts, selection, { listed, narrowing });
  if (only === undefined) return selection;
  const why = options.onlyWhy ?? 'not asked for';
  const users = new Map(only.map(({ accountId, userIds }) => [accountId, new Set(userIds)]));
  const leftOut = selection.accounts
    .filter((account) => !users.has(account.id))
    .map(({ id: accountId, name }) => ({ accountId, name, outcome: 'excluded', why }) as const);
  return {
    accounts: selection.accounts.filter((account) => users.has(account.id)),
    outside: [],
    settled: [...selection.settled, ...leftOut],
    only: users,
  };
}
