import type { AccountCoverage } from '../domain/coverage.ts';
import { KeyturnError } from '../domain/errors.ts';
import type { Account } from '../domain/user-facts.ts';
import { isInScope } from '../inventory/scope.ts';
import { matchesGlob } from '../policy/selector.ts';
import type { UserHeader } from '../ports/cloud.ts';
import { failedAccount, interruptedAccount } from './run/account-failure.ts';
import type { RunParts } from './run/parts.ts';

/** What one account has of the users that are meant. */
export interface FoundUsers {
  readonly account: Account;
  readonly users: readonly UserHeader[];
  /** The words that name a user of it, in scope or not. */
  readonly matched: ReadonlySet<string>;
  /** Why it could not be listed. */
  readonly failure?: AccountCoverage;
}

/** The users of an account that are named, or why it could not be listed. */
export async function findUsers(
  parts: RunParts,
  account: Account,
  words: readonly string[],
): Promise<FoundUsers> {
  const nobody = { account, users: [], matched: new Set<string>() };
  if (parts.interrupted?.() === true) return { ...nobody, failure: interruptedAccount(account) };
  try {
    const reader = await parts.cloud.openAccount(account);
    const listed = await reader.listUsers();
    const inScope = listed.filter((header) => isInScope(header, parts.settings));
    return {
      account,
      users: inScope.filter((header) => words.some((word) => isMeant(header, word))),
      matched: new Set(words.filter((word) => listed.some((header) => isMeant(header, word)))),
    };
  } catch (error) {
    return { ...nobody, failure: failedAccount(account, error) };
  }
}

function isMeant({ userId, userName }: UserHeader, word: string): boolean {
  return userId === word || matchesGlob(userName, [word]);
}

/** Refuses names that match nobody, unless they may be in an account that could not be listed. Errors: USER_NOT_FOUND. */
export function assertMatched(parts: RunParts, words: readonly string[], found: readonly FoundUsers[]): void {
  for (const { failure } of found) if (failure?.outcome === 'failed') tellOf(parts, failure);
  if (found.some(({ failure }) => failure !== undefined)) return;
  for (const word of words) {
    if (found.some(({ users }) => users.some((header) => isMeant(header, word)))) continue;
    const outside = found.some(({ matched }) => matched.has(word));
    throw new KeyturnError({
      code: 'USER_NOT_FOUND',
      message: outside
        ? `--user ${word}: who is named so is outside scope.users or scope.paths.`
        : `--user ${word}: no user in ${found.length === 1 ? 'the account' : `the ${found.length} accounts`} has this name or id.`,
      next: outside
        ? 'Change the scope, or name somebody in it. Nothing was done.'
        : 'Check the spelling; * and ? stand for other characters. Nothing was done.',
    });
  }
}

function tellOf({ host }: RunParts, failure: AccountCoverage & { readonly outcome: 'failed' }): void {
  host.notify({
    code: 'ACCOUNT_FAILED',
    level: 'error',
    text: `${failure.name}: ${failure.why}`,
    data: { accountId: failure.accountId, error: failure.code },
  });
}
