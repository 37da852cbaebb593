import type { AccountId } from '../domain/ids.ts';

/**
 * How many changes may still be begun in this run. Asked before each saga; one that began goes on, and one that turns
 * out to be stale or held gives its share back.
 */
export interface Budget {
  take(accountId: AccountId): boolean;
  /** Nothing was changed after all: others may have the share. */
  giveBack(accountId: AccountId): void;
}

/** A budget over the whole run and over each account. */
export function createBudget(limits: {
  readonly maxChangesPerRun: number;
  readonly maxChangesPerAccount: number;
}): Budget {
  let left = limits.maxChangesPerRun;
  const taken = new Map<AccountId, number>();
  return {
    take(accountId) {
      const inAccount = taken.get(accountId) ?? 0;
      if (left <= 0 || inAccount >= limits.maxChangesPerAccount) return false;
      left -= 1;
      taken.set(accountId, inAccount + 1);
      return true;
    },
    giveBack(accountId) {
      left += 1;
      taken.set(accountId, (taken.get(accountId) ?? 1) - 1);
    },
  };
}
