import type { AccountId } from '../domain/ids.ts';

/**
 * How many changes may still be begun in a run, counted once for the whole run, whoever asks: one process, or one worker
 * for each account.
 *
 * Asked before each saga. A saga that began goes on; one that turns out to be stale or held gives its share back.
 */
export interface Budget {
  /** Takes one change of the run's share and of the account's. False when either is used up. */
  take(runId: string, accountId: AccountId): Promise<boolean>;
  /** Nothing was changed after all: others may have the share. */
  giveBack(runId: string, accountId: AccountId): Promise<void>;
}
