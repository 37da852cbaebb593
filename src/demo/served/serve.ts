import type { Instant } from '../../domain/time.ts';
import {
  createFollowingClock,
  EVERYDAY_TROUBLE,
  environmentOf,
  serveSandbox,
} from '../../sandbox/http/index.ts';
import {
  createSandbox,
  type PropagationDelays,
  type RateTable,
  type SandboxOptions,
} from '../../sandbox/index.ts';
import { HUB_ROLE } from './keyturn-roles.ts';
import type { ServedOrganization } from './organization.ts';

/** How an organization is served. */
export interface ServeSettings {
  readonly organization: ServedOrganization;
  readonly startAt: Instant;
  readonly seed: number;
  readonly port: number;
  readonly pageSize: number;
  /** Real milliseconds before each answer. */
  readonly latencyMs: number;
  /** How long a new key takes to spread, in milliseconds; other changes take less in proportion. */
  readonly propagationMs: number;
  /** Calls a second that each account may make of each service; without one, as many as it likes. */
  readonly rate?: number;
  readonly faults: boolean;
  /** The clock stands still unless it is moved; otherwise it follows the machine's. */
  readonly frozen: boolean;
  readonly machine: () => number;
}

/** A served organization: where it is, and what makes a command the hub role in it. */
export interface Served {
  readonly url: string;
  readonly port: number;
  readonly organizationId: string;
  readonly hubAccountId: string;
  readonly accounts: number;
  readonly users: number;
  /** `AWS_…` variables for the SDKs and the CLI. The credentials are the simulation's own and open nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const REGION = 'eu-west-1';

/** Longer than any rehearsal, so that moving the clock on does not end the session that was handed out. */
const TEN_YEARS_IN_SECONDS = 315_360_000;

/** Builds the simulated AWS around an organization and serves it on loopback. */
export async function serveOrganization(settings: ServeSettings): Promise<Served> {
  const { world, hubAccountId } = settings.organization;
  const sandbox = createSandbox(sandboxOptions(settings));
  const server = await serveSandbox({ sandbox, port: settings.port, latencyMs: settings.latencyMs });
  if (settings.faults) for (const rule of EVERYDAY_TROUBLE) server.faults.add(rule);
  const accounts = world.accounts ?? [];
  const credentials = sandbox.world.credentials.forRole({
    accountId: hubAccountId,
    roleName: HUB_ROLE,
    sessionName: 'sandbox',
    durationSeconds: TEN_YEARS_IN_SECONDS,
  });
  return {
    url: server.url,
    port: server.port,
    organizationId: world.organization?.id ?? '',
    hubAccountId,
    accounts: accounts.length,
    users: accounts.reduce((sum, account) => sum + (account.users ?? []).length, 0),
    environment: {
      AWS_ENDPOINT_URL: server.url,
      ...environmentOf(credentials),
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
    },
    close: () => server.close(),
  };
}

/** Latency is real here and not simulated, so that calls at the same time do not add up. */
function sandboxOptions(settings: ServeSettings): SandboxOptions {
  const { startAt, seed, pageSize, propagationMs, frozen, machine } = settings;
  return {
    startAt,
    seed,
    pageSize,
    latencyMs: 0,
    propagationMs: propagationOf(propagationMs),
    world: settings.organization.world,
    // Real clients sign by the machine's clock, until an answer has told them where the simulated one stands.
    signingClock: { now: machine },
    ...(frozen ? {} : { clock: createFollowingClock(startAt, machine) }),
    ...(settings.rate === undefined ? {} : { rates: sameForAll(settings.rate) }),
  };
}

/** One length for all, in the proportions of the sandbox's own; without it, ListSecrets is up to date as well. */
function propagationOf(newKey: number): Partial<PropagationDelays> {
  const moment = newKey / 4;
  const list = newKey === 0 ? { secretList: 0 } : {};
  return { newKey, statusChange: newKey / 2, listing: moment, secrets: moment, ...list };
}

function sameForAll(perSecond: number): RateTable {
  const rate = { perSecond };
  return { iam: rate, sts: rate, organizations: rate, secretsmanager: rate, ssm: rate };
}
