import type { SandboxClock } from './clock.ts';
import type { RateTable } from './throttle.ts';
import type { WorldDefinition } from './world/definition.ts';

/** How long IAM takes to show changes; AWS gives no numbers, practitioners see seconds (see SPEC.md). */
export interface PropagationDelays {
  /** A new access key is refused for half of this, unreliable until all of it. Default 8000. */
  readonly newKey: number;
  /** The same for a switched or deleted key, which still works for a while. Default 4000. */
  readonly statusChange: number;
  /** For this long IAM's reads may answer from before a change, and not know a new key at all. Default 2000. */
  readonly listing: number;
  /** The same for the reads of Secrets Manager, ListSecrets apart. Default 2000. */
  readonly secrets: number;
  /** The same for ListSecrets, of which AWS says five minutes. Default 300000. */
  readonly secretList: number;
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
  /**
   * A clock beside the simulated one that the time of a signature may agree with: SDK clients sign by the machine's
   * until an answer has told them the time.
   */
  readonly signingClock?: Pick<SandboxClock, 'now'>;
  /** On: accounts carry the retired `Status` beside `State`. Default off. */
  readonly deprecatedAccountStatus?: boolean;
  /** One page of ListAccounts in this many is empty yet carries a token; 0 for none. Default 3. */
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
  readonly signingClock: Pick<SandboxClock, 'now'> | undefined;
  readonly deprecatedAccountStatus: boolean;
  readonly emptyPageEvery: number;
  readonly rates: RateTable;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

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
      secrets: options.propagationMs?.secrets ?? 2000,
      secretList: options.propagationMs?.secretList ?? 5 * MINUTE,
    },
    lastUsedLagMs: options.lastUsedLagMs ?? 2 * HOUR,
    credentialReportCacheMs: options.credentialReportCacheMs ?? 4 * HOUR,
    credentialReportDelayMs: options.credentialReportDelayMs ?? 2000,
    requireAuthorization: options.requireAuthorization ?? true,
    signingClock: options.signingClock,
    deprecatedAccountStatus: options.deprecatedAccountStatus ?? false,
    emptyPageEvery: options.emptyPageEvery ?? 3,
    rates: options.rates ?? {},
  };
}
