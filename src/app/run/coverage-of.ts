import type { AccountCoverage } from '../../domain/coverage.ts';
import type { AccountId } from '../../domain/ids.ts';
import { type AccountResult, resultWithout } from './account-result.ts';
import type { AccountTask } from './manifest.ts';

/** What is said of an account whose stage gave nothing back: it is never missing from the coverage. */
export function withoutResult({ account, outside }: AccountTask): AccountResult {
  const { id: accountId, name } = account;
  const coverage: AccountCoverage = {
    accountId,
    name,
    outcome: 'failed',
    code: 'ACCOUNT_WITHOUT_RESULT',
    why: 'the work on the account ended without a result',
    next: 'Run again: the next run continues. If the error stays, look at the log of the worker.',
  };
  return resultWithout(outside === undefined ? coverage : stillOutside(coverage, outside));
}

/** An account outside stays excluded, as the configuration says; that it could not be entered for what was begun is said with it. */
export function stillOutside(coverage: AccountCoverage, why: string): AccountCoverage {
  if (coverage.outcome !== 'failed') return coverage;
  const { accountId, name, code } = coverage;
  const begun = `what Keyturn had started there could not be finished: ${code}`;
  return { accountId, name, outcome: 'excluded', why: `${why}; ${begun}` };
}

/** As the organization lists the accounts, those that are left out last. */
export function inListedOrder(
  listed: readonly AccountId[],
  coverage: readonly AccountCoverage[],
): readonly AccountCoverage[] {
  const places = new Map(listed.map((id, place) => [id, place]));
  const placeOf = (entry: AccountCoverage): number => places.get(entry.accountId) ?? listed.length;
  const scannedFirst = (entry: AccountCoverage): number => (entry.outcome === 'excluded' ? 1 : 0);
  return [...coverage].sort((a, b) => scannedFirst(a) - scannedFirst(b) || placeOf(a) - placeOf(b));
}
