import type { CredentialReport } from '../domain/credential-report.ts';
import type { Unasked } from '../domain/lost-key.ts';
import type { Instant } from '../domain/time.ts';
import type { Account, UserFacts } from '../domain/user-facts.ts';
import type { AccountReader, UserHeader } from '../ports/cloud.ts';
import type { ScanContext } from './scan-context.ts';

/** The reading of one account. */
export interface AccountReading {
  readonly context: ScanContext;
  readonly account: Account;
  readonly reader: AccountReader;
  /** When all users were listed, with their tags and groups. */
  readonly listedAt: Instant;
  /** The credential report, as soon as it is there. */
  readonly report: () => CredentialReport | undefined;
  /** Takes note of what was read of a user. */
  readonly note: (header: UserHeader, facts: UserFacts) => Promise<void>;
  /** Takes note of a secret that could not be asked, and why. */
  readonly unasked: (why: Unasked) => void;
}
