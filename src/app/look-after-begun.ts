import pMap from 'p-map';
import type { AccountCoverage } from '../domain/coverage.ts';
import type { Account } from '../domain/user-facts.ts';
import type { Engine } from '../engine/engine.ts';
import { isBegun } from '../inventory/begun.ts';
import { type AccountResult, runAccount } from './run-account.ts';

/**
 * Looks after what Keyturn had begun in accounts that the configuration leaves out by now: repairs go on, its own keys are
 * taken back, and what is due to an owner's key is shown as a hold. Accounts in which nothing is open are not entered.
 */
export async function lookAfterBegun(
  engine: Engine,
  outside: readonly { readonly account: Account; readonly why: string }[],
  enforce: boolean,
): Promise<readonly AccountResult[]> {
  const { ledger, settings } = engine;
  const found = await pMap(
    outside,
    async ({ account, why }) => {
      const begun = [...(await ledger.loadAccount(account.id)).values()].filter(isBegun);
      if (begun.length === 0) return [];
      const only = new Set(begun.map((memory) => memory.userId));
      const result = await runAccount(engine, account, { enforce, only, outside: why });
      return [{ ...result, coverage: stillOutside(result.coverage, why) }];
    },
    { concurrency: settings.concurrency.accounts },
  );
  return found.flat();
}

/** The account stays excluded, as the configuration says; that it could not be entered for what was begun is said with it. */
function stillOutside(coverage: AccountCoverage, why: string): AccountCoverage {
  if (coverage.outcome !== 'failed') return coverage;
  const { accountId, name, code } = coverage;
  const begun = `what Keyturn had begun there could not be looked after: ${code}`;
  return { accountId, name, outcome: 'excluded', why: `${why}; ${begun}` };
}
