import type { AccountCoverage } from '../domain/coverage.ts';
import { KeyturnError } from '../domain/errors.ts';
import type { Account } from '../domain/user-facts.ts';
import type { Selection } from '../inventory/select-accounts.ts';

/** The accounts that are named by id or name; the others are left out, and say so. Errors: ACCOUNT_NOT_FOUND. */
export function namedAccounts(
  selection: Selection,
  listed: readonly Account[],
  words: readonly string[],
): Selection {
  if (words.length === 0) return selection;
  const isNamed = ({ id, name }: { readonly id: string; readonly name: string }): boolean =>
    words.some((word) => word === id || word.toLowerCase() === name.toLowerCase());
  for (const word of words) assertNamed(word, selection, listed);
  const ofOthers = (entry: AccountCoverage): AccountCoverage =>
    isNamed({ id: entry.accountId, name: entry.name }) ||
    !listed.some(({ id }) => id === entry.accountId) ||
    entry.outcome === 'excluded'
      ? entry
      : leftOut({ id: entry.accountId, name: entry.name }, NOT_NAMED);
  return {
    accounts: selection.accounts.filter(isNamed),
    // What was begun elsewhere is for whole runs to look after.
    outside: [],
    settled: [
      ...selection.settled.map(ofOthers),
      ...selection.accounts.filter((account) => !isNamed(account)).map((other) => leftOut(other, NOT_NAMED)),
    ],
  };
}

const NOT_NAMED = '--account does not name it';

/** The coverage of an account that a person did not ask for. */
export function leftOut({ id, name }: Pick<Account, 'id' | 'name'>, why: string): AccountCoverage {
  return { accountId: id, name, outcome: 'excluded', why };
}

function assertNamed(word: string, selection: Selection, listed: readonly Account[]): void {
  const means = (id: string, name: string): boolean =>
    word === id || word.toLowerCase() === name.toLowerCase();
  if (selection.accounts.some(({ id, name }) => means(id, name))) return;
  const settled = selection.settled.filter(({ accountId, name }) => means(accountId, name));
  if (settled.some(({ outcome }) => outcome === 'failed')) return;
  const why = settled[0]?.outcome === 'excluded' ? settled[0].why : undefined;
  throw new KeyturnError({
    code: 'ACCOUNT_NOT_FOUND',
    message:
      why === undefined
        ? `--account ${word}: none of the ${listed.length} accounts has this id or name.`
        : `--account ${word}: the account is left out of every run: ${why}.`,
    next:
      why === undefined
        ? 'Give an id of twelve digits, or a name as the organization lists it. Nothing was done.'
        : 'Change the scope, or name another account. Nothing was done.',
  });
}
