import { randomBytes } from 'node:crypto';
import type { Clients, Credentials, Feature, KnownDifference, Target } from '../harness/target.ts';
import { removeWorld } from '../world/remove-world.ts';
import { apiTarget } from './api-target.ts';
import { MOTO_DIFFERENCES } from './moto-differences.ts';

/**
 * The endpoint that the environment names, with the credentials that the SDK finds by itself.
 *
 * - `KEYTURN_CONFORMANCE_ENDPOINT`: a URL, or `aws` for the real services in the account of the credentials. The
 *   suite makes users, keys, groups, a role, a parameter and secrets there and removes them at the end.
 * - `KEYTURN_CONFORMANCE_ORGANIZATION=build`: also make an organization. Never for `aws`.
 * - `KEYTURN_CONFORMANCE_DIFFERENCES=moto`: the endpoint is a moto, with moto's known differences.
 * - `KEYTURN_CONFORMANCE_SETTLE_MS`: how long a change takes to become visible (default 0; 15000 for `aws`).
 */
export function endpointTarget(environment: NodeJS.ProcessEnv): Target {
  const endpoint = environment.KEYTURN_CONFORMANCE_ENDPOINT;
  const isAws = endpoint === 'aws';
  const settleFor = Number(environment.KEYTURN_CONFORMANCE_SETTLE_MS ?? (isAws ? 15_000 : 0));
  // An endpoint outlives the run: two runs must not meet.
  const prefix = `conformance-${randomBytes(4).toString('hex')}`;
  return apiTarget({
    name: 'endpoint',
    prefix,
    features: featuresOf(environment),
    differences: differencesOf(environment),
    leftOut: async () => (endpoint ? undefined : 'KEYTURN_CONFORMANCE_ENDPOINT is not set'),
    run: async () => ({
      transport: isAws || endpoint === undefined ? {} : { endpoint },
      credentials: credentialsOf(environment),
      stop: (home) => cleanUp(home, prefix),
    }),
    settle: () =>
      settleFor > 0 ? new Promise((resolve) => setTimeout(resolve, settleFor)) : Promise.resolve(),
  });
}

function featuresOf(environment: NodeJS.ProcessEnv): ReadonlySet<Feature> {
  if (environment.KEYTURN_CONFORMANCE_ORGANIZATION !== 'build') return new Set();
  if (environment.KEYTURN_CONFORMANCE_ENDPOINT === 'aws') {
    throw new Error(
      'KEYTURN_CONFORMANCE_ORGANIZATION=build would make real accounts, which take 90 days to close',
    );
  }
  return new Set(['organization', 'fresh-account']);
}

function differencesOf(environment: NodeJS.ProcessEnv): readonly KnownDifference[] {
  const name = environment.KEYTURN_CONFORMANCE_DIFFERENCES;
  if (name === undefined || name === '') return [];
  if (name === 'moto') return MOTO_DIFFERENCES;
  throw new Error(`KEYTURN_CONFORMANCE_DIFFERENCES=${name}: the only list there is is called moto`);
}

/** Keys in the environment go to the clients directly; anything else is found by the SDK (profile, SSO, role). */
function credentialsOf(environment: NodeJS.ProcessEnv): Credentials | undefined {
  const accessKeyId = environment.AWS_ACCESS_KEY_ID;
  const secretAccessKey = environment.AWS_SECRET_ACCESS_KEY;
  const sessionToken = environment.AWS_SESSION_TOKEN;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}

async function cleanUp(home: Clients, prefix: string): Promise<void> {
  const leftBehind = await removeWorld(home, prefix);
  if (leftBehind.length > 0) {
    process.stderr.write(`conformance: left behind at the endpoint: ${leftBehind.join(', ')}\n`);
  }
}
