import type { AccountCoverage } from './coverage.ts';
import type { Action } from './decision.ts';
import type { Instant } from './time.ts';

/** What the ledger keeps of a run, for trends and audits. */
export interface RunSummary {
  readonly runId: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly enforce: boolean;
  readonly accounts: Readonly<Record<AccountCoverage['outcome'], number>>;
  readonly decisions: Readonly<Record<Action, number>>;
  readonly done: number;
  readonly failed: number;
  readonly complete: boolean;
}
