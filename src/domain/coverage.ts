import type { AccountId } from './ids.ts';

/** What became of one account in one run: every account the organization lists has exactly one of these. */
export type AccountCoverage =
  | {
      readonly accountId: AccountId;
      readonly name: string;
      readonly outcome: 'scanned';
      readonly users: number;
      readonly usersWithKeys: number;
      /** Users whose keys could not be read or acted on; the rest of the account went on. */
      readonly failedUsers: readonly UserFailure[];
      /** Something that could not be looked at and that the account is complete without: one sentence. */
      readonly note?: string;
    }
  | {
      readonly accountId: AccountId;
      readonly name: string;
      readonly outcome: 'excluded';
      readonly why: string;
    }
  | {
      readonly accountId: AccountId;
      readonly name: string;
      readonly outcome: 'failed';
      readonly code: string;
      readonly why: string;
      readonly next: string;
    };

/** The code of a user whom another run was working on: nothing failed, and this run did not handle the user. */
export const LEASED_BY_ANOTHER = 'USER_LEASED';

/** One user's failure, which touches no other user. */
export interface UserFailure {
  readonly userName: string;
  readonly code: string;
  readonly why: string;
}

/** Whether every account in scope was scanned and every user in them was handled. */
export function isComplete(coverage: readonly AccountCoverage[]): boolean {
  return coverage.every(
    (entry) =>
      entry.outcome === 'excluded' || (entry.outcome === 'scanned' && entry.failedUsers.length === 0),
  );
}
