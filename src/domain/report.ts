import type { KeyStatus } from './access-key.ts';
import type { Advice } from './advice.ts';
import type { UserByReport } from './by-report.ts';
import type { AccountCoverage } from './coverage.ts';
import type { Decision, PolicySource } from './decision.ts';
import type { Narrowing } from './narrowing.ts';
import type { RunSummary } from './run-summary.ts';
import type { Duration, Instant } from './time.ts';
import type { UntoldOwners } from './untold-owners.ts';

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
  /** Status of the key as it was read. */
  readonly keyStatus?: KeyStatus;
  /** Age limit of the key under the policy that holds for its user. */
  readonly limit?: Duration;
  /** When the policy of the user is not the document's main one. */
  readonly policySource?: PolicySource;
  /** Tags that try to set what the policy does not allow: they were not followed. */
  readonly refusedTags?: readonly string[];
  readonly outcome?: ReportedOutcome;
  readonly escalated?: boolean;
}

/** One exemption rule as this run found it. */
export interface ReportedExemption {
  readonly by: string;
  readonly reason?: string;
  readonly owner?: string;
  readonly until?: Instant;
  /** Users that it exempts now; none when it has expired. */
  readonly users: number;
  readonly expired: boolean;
}

/** A decision of a saved plan that was not executed, and why. */
export interface RefusedDecision {
  readonly decision: Decision;
  readonly why: string;
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
  /** Undefined in single-account mode. */
  readonly organizationId?: string;
  readonly ledgerId: string;
  readonly coverage: readonly AccountCoverage[];
  /** One for each key, and those that were executed and have left nothing behind. */
  readonly decisions: readonly ReportedDecision[];
  /** Users whose keys were not read: within their limits by the credential report. Absent in reports of earlier versions. */
  readonly byReport?: readonly UserByReport[];
  readonly exemptions: readonly ReportedExemption[];
  readonly advice: readonly Advice[];
  /** Summaries of enforcing runs, this one included when it enforces, oldest first; at most 400. */
  readonly trend: readonly RunSummary[];
  readonly notices: { readonly queued: number; readonly accepted: number; readonly waiting: number };
  /** Deactivations that are announced come to nothing: owners must be told of them, and no channel would. */
  readonly untold?: UntoldOwners;
  /** Why a run that was to enforce changed nothing, if so. */
  readonly stopped?: { readonly code: string; readonly why: string };
  /** For `apply`: the plan, what of it was refused, and how many other decisions were left alone. */
  readonly applied?: {
    readonly plan: string;
    readonly madeAt: Instant;
    readonly refused: readonly RefusedDecision[];
    readonly left: number;
  };
  /** A person asked for some accounts or users only; such a run is never complete. */
  readonly narrowed?: Narrowing;
  /** Whether everything in scope was read and nothing failed. */
  readonly complete: boolean;
  /** What the command exits with: 0 also when all that was asked for was read and nothing failed. */
  readonly exitCode: 0 | 2;
}
