import type { AccountCoverage } from '../../domain/coverage.ts';
import { isInterrupted, isKeyturnError } from '../../domain/errors.ts';
import type { Account } from '../../domain/user-facts.ts';
import { failed } from '../../engine/outcome.ts';
import { isCallFailure } from '../../ports/call-failure.ts';

/** Somebody stopped the run: the account was read in part, or not at all. */
export function interruptedAccount({
  id: accountId,
  name,
}: Account): AccountCoverage & { readonly outcome: 'failed' } {
  const why = 'the run was stopped by hand before it had finished the account';
  const next = 'Run again: the next run continues.';
  return { accountId, name, outcome: 'failed', code: 'INTERRUPTED', why, next };
}

/** Only the account's own trouble is contained here; a ledger that fails, fails for all of them and ends the run. */
export function failedAccount(
  account: Account,
  error: unknown,
): AccountCoverage & { readonly outcome: 'failed' } {
  if (isInterrupted(error)) return interruptedAccount(account);
  const facts = { accountId: account.id, name: account.name, outcome: 'failed' } as const;
  if (isKeyturnError(error) && error.code === 'ROLE_NOT_ASSUMABLE')
    return { ...facts, code: error.code, why: error.message, next: error.next };
  if (isCallFailure(error)) {
    return {
      ...facts,
      code: error.awsCode,
      why: error.message,
      next: 'The next run tries again; if it stays, look at the rights of the role and at what else calls IAM there.',
    };
  }
  const outcome = failed(error);
  const { code, why } = outcome.status === 'failed' ? outcome : { code: 'INTERNAL', why: 'unknown' };
  return { ...facts, code, why, next: 'Run again; if it stays, report it with the code.' };
}
