import type { SandboxClock } from './clock.ts';
import type { RateTable } from './throttle.ts';
import type { WorldDefinition } from './world/definition.ts';

/** How long IAM takes to show changes; AWS gives no numbers, practitioners see seconds (see SPEC.md). */
export interface PropagationDelays {
  /** A new access key is refused for half of this, unreliable until all of it. Default 8000. */
  readonly newKey: number;
  /** The same for a switched or deleted key, which still works for a while. Default 4000. */
  readonly statusChange: number;
  /** For this long ListAccessKeys may miss a new key or show an old status. Default 2000. */
  readonly listing: number;
}

/** What a sandbox is made from; only the start and the seed are required. */
export interface SandboxOptions {
  /** Epoch milliseconds at which the simulation starts. */
  readonly startAt: number;
  readonly seed: number;
  /** Another clock than one that stands still; `startAt` is then only when the simulation began. */
  readonly clock?: SandboxClock;
  readonly world?: WorldDefinition;
  /** Cap on MaxItems and MaxResults, small so that paging is always exercised. Default 4. */
  readonly pageSize?: number;
  /** Simulated milliseconds that each call takes. Default 20. */
  readonly latencyMs?: number;
  readonly propagationMs?: Partial<PropagationDelays>;
  /** How late GetAccessKeyLastUsed learns of a use. Default two hours. */
  readonly lastUsedLagMs?: number;
  /** For how long a credential report is served again. Default four hours. */
  readonly credentialReportCacheMs?: number;
  /** How long a credential report takes to make. Default two seconds. */
  readonly credentialReportDelayMs?: number;
  /** Off: every authenticated request is allowed. Default on. */
  readonly requireAuthorization?: boolean;
  /** On: a signature more than 15 minutes away from the simulated clock is refused. Default off. */
  readonly checkSkew?: boolean;
  /** On: accounts carry the retired `Status` beside `State`. Default off. */
  readonly deprecatedAccountStatus?: boolean;
  /** Every how manyth page of ListAccounts is empty yet carries a token; 0 never. Default 3. */
  readonly emptyPageEvery?: number;
  /** Request rates per service for every account; none by default. */
  readonly rates?: RateTable;
}

/** The options with every default filled in. */
export interface ResolvedOptions {
  readonly startAt: number;
  readonly seed: number;
  readonly pageSize: number;
  readonly latencyMs: number;
  readonly propagation: PropagationDelays;
  readonly lastUsedLagMs: number;
  readonly credentialReportCacheMs: number;
  readonly credentialReportDelayMs: number;
  readonly requireAuthorization: boolean;
  readonly checkSkew: boolean;
  readonly deprecatedAccountStatus: boolean;
  readonly emptyPageEvery: number;
  readonly rates: RateTable;
}

const HOUR = 3_600_000;

/** Fills in the defaults. */
export function resolveOptions(options: SandboxOptions): ResolvedOptions {
  return {
    startAt: options.startAt,
    seed: options.seed,
    pageSize: options.pageSize ?? 4,
    latencyMs: options.latencyMs ?? 20,
    propagation: {
      newKey: options.propagationMs?.newKey ?? 8000,
      statusChange: options.propagationMs?.statusChange ?? 4000,
      listing: options.propagationMs?.listing ?? 2000,
    },
    lastUsedLagMs: options.lastUsedLagMs ?? 2 * HOUR,
    credentialReportCacheMs: options.credentialReportCacheMs ?? 4 * HOUR,
    credentialReportDelayMs: options.credentialReportDelayMs ?? 2000,
    requireAuthorization: options.requireAuthorization ?? true,
    checkSkew: options.checkSkew ?? false,
    deprecatedAccountStatus: options.deprecatedAccountStatus ?? false,
    emptyPageEvery: options.emptyPageEvery ?? 3,
    rates: options.rates ?? {},
  };
}
