import type { UserRef } from '../domain/ids.ts';
import type { RunSummary } from '../domain/run-summary.ts';
import type { Account } from '../domain/user-facts.ts';
import type { Selection } from '../inventory/select-accounts.ts';
import { type Narrowed, narrow } from './narrow.ts';
import type { RunOptions, RunParts } from './run.ts';

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
  const leftOut = selection.accounts
    .filter((account) => !only.has(account.id))
    .map(({ id: accountId, name }) => ({ accountId, name, outcome: 'excluded', why }) as const);
  return {
    accounts: selection.accounts.filter((account) => only.has(account.id)),
    outside: [],
    settled: [...selection.settled, ...leftOut],
    only,
  };
}

/** Nothing about anybody else changes in a narrowed run, their notices included. */
export function isAskedFor(user: UserRef, accounts: readonly Account[], only: Narrowed['only']): boolean {
  if (!accounts.some(({ id }) => id === user.accountId)) return false;
  return only === undefined || only.get(user.accountId)?.has(user.userId) === true;
}

/** Some users of a canary account, chosen by hand, show nothing of how the canaries fare; a failure of theirs does. */
export function ofAllUsers(
  canaries: NonNullable<RunSummary['canary']>,
  { narrow: narrowing }: RunOptions,
): NonNullable<RunSummary['canary']> {
  return narrowing === undefined || narrowing.users.length === 0 ? canaries : { ...canaries, scanned: false };
}
