import type { AccountCoverage } from './coverage.ts';
import type { Decision } from './decision.ts';
import type { Instant } from './time.ts';

/** What became of a decision, as the report shows it. */
export type ReportedOutcome =
  | { readonly status: 'done' }
  | { readonly status: 'stale' }
  | { readonly status: 'deferred'; readonly why: string }
  | { readonly status: 'failed'; readonly code: string; readonly why: string };

/** A decision as reported: with the account's name, what became of it, and whether its hold has aged past the limit. */
export interface ReportedDecision extends Decision {
  readonly accountName: string;
  readonly createdAt?: Instant;
  readonly outcome?: ReportedOutcome;
  readonly escalated?: boolean;
}

/** All that one run has to tell: the source of every table, JSON output and page. Carries no secrets. */
export interface RunReport {
  readonly schema: 'keyturn/run/v1';
  readonly runId: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly enforce: boolean;
  readonly rehearsal: boolean;
  readonly caller: { readonly accountId: string; readonly arn: string };
  readonly ledgerId: string;
  readonly coverage: readonly AccountCoverage[];
  /** One for each key, and those that were executed and have left nothing behind. */
  readonly decisions: readonly ReportedDecision[];
  readonly notices: { readonly queued: number; readonly accepted: number; readonly waiting: number };
  /** Why a run that was to enforce changed nothing, if so. */
  readonly stopped?: { readonly code: string; readonly why: string };
  /** Whether everything in scope was read and nothing failed. */
  readonly complete: boolean;
  /** What the command exits with. */
  readonly exitCode: 0 | 2;
}
