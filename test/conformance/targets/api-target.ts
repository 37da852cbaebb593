import type {
  AccountRole,
  Clients,
  Credentials,
  Feature,
  KnownDifference,
  Target,
} from '../harness/target.ts';
import { buildWorld } from '../world/build-world.ts';
import type { World } from '../world/world.ts';
import { buildClients, destroyClients, type Transport } from './clients.ts';

/** A running endpoint, and what to do with it at the end. */
export interface Running {
  readonly transport: Transport;
  /** Absent: whatever the SDK finds by itself. */
  readonly credentials: Credentials | undefined;
  readonly stop: (home: Clients) => Promise<void>;
}

/** What a target over the network has to say about itself. */
export interface ApiTargetOptions {
  readonly name: string;
  readonly prefix: string;
  readonly features: ReadonlySet<Feature>;
  readonly differences: readonly KnownDifference[];
  readonly leftOut: () => Promise<string | undefined>;
  readonly run: () => Promise<Running>;
  readonly settle: () => Promise<void>;
}

interface Started {
  readonly running: Running;
  readonly home: Clients;
  readonly member: Clients | undefined;
  readonly world: World;
  readonly others: Clients[];
}

/** A target that is reached by URL, and whose fixtures are made through the service APIs. */
export function apiTarget(options: ApiTargetOptions): Target {
  let started: Started | undefined;
  const state = (): Started => {
    if (started === undefined) throw new Error(`the target ${options.name} has not been started`);
    return started;
  };
  return {
    name: options.name,
    features: options.features,
    differences: options.differences,
    leftOut: options.leftOut,
    settle: options.settle,
    start: async () => {
      started = await start(options);
      await options.settle();
    },
    stop: async () => {
      if (started !== undefined) await stop(started);
      started = undefined;
    },
    world: () => state().world,
    clients: (account: AccountRole = 'home') => {
      const clients = account === 'home' ? state().home : state().member;
      if (clients === undefined) throw new Error(`the target ${options.name} has no ${account} account`);
      return clients;
    },
    clientsWith: (credentials) => {
      const { running, others } = state();
      const clients = buildClients(running.transport, credentials);
      others.push(clients);
      return clients;
    },
  };
}

async function start(options: ApiTargetOptions): Promise<Started> {
  const running = await options.run();
  const home = buildClients(running.transport, running.credentials);
  try {
    const others: Clients[] = [];
    const { world, memberCredentials } = await buildWorld({
      home,
      clientsWith: (credentials) => {
        const clients = buildClients(running.transport, credentials);
        others.push(clients);
        return clients;
      },
      prefix: options.prefix,
      withOrganization: options.features.has('organization'),
    });
    const member = memberCredentials && buildClients(running.transport, memberCredentials);
    return { running, home, member, world, others };
  } catch (error) {
    await running.stop(home);
    throw error;
  }
}

async function stop({ running, home, member, others }: Started): Promise<void> {
  try {
    await running.stop(home);
  } finally {
    for (const clients of [home, ...(member === undefined ? [] : [member]), ...others])
      destroyClients(clients);
  }
}
