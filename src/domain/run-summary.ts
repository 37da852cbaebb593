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
  /** Active keys at or past their limit when the run ended. Absent in summaries of earlier versions. */
  readonly overLimit?: number;
  /** Keys that existed when it ended. */
  readonly keys?: number;
  /** The run looked at some accounts or users only (`force`, `apply`, `--account`, `--user`), so that its figures are no trend. */
  readonly partial?: true;
  /** A new ledger met secrets of this other one, and stopped. */
  readonly otherLedger?: string;
  /** A person asked for a new ledger, whatever others there are. */
  readonly newLedger?: true;
  /** For the canary: which accounts went first, and whether a change failed there. */
  readonly canary?: { readonly who: string; readonly scanned: boolean; readonly failed: number };
}
