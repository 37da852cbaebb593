import { createSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import type { Clients, Credentials, Target } from '../harness/target.ts';
import { fixtures } from '../world/fixtures.ts';
import { buildClients, destroyClients } from './clients.ts';
import { SANDBOX_DIFFERENCES } from './sandbox-differences.ts';
import { ADMINISTRATOR, sandboxWorld, sandboxWorldDefinition } from './sandbox-world.ts';

const PREFIX = 'conformance';
const START = Date.UTC(2026, 8, 15, 6, 30, 0, 123);
const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;

interface Started {
  readonly sandbox: Sandbox;
  readonly home: Clients;
  readonly member: Clients;
  readonly others: Clients[];
}

/** The sandbox in this process, with its default page size, delays and authorization. */
export function sandboxTarget(): Target {
  let started: Started | undefined;
  const state = (): Started => {
    if (started === undefined) throw new Error('the sandbox has not been started');
    return started;
  };
  return {
    name: 'sandbox',
    features: new Set(['organization', 'fresh-account']),
    differences: SANDBOX_DIFFERENCES,
    leftOut: async () => undefined,
    start: async () => {
      started = startSandbox();
    },
    stop: async () => {
      if (started !== undefined) {
        for (const clients of [started.home, started.member, ...started.others]) destroyClients(clients);
      }
      started = undefined;
    },
    world: () => sandboxWorld(PREFIX),
    clients: (account = 'home') => state()[account],
    clientsWith: (credentials) => {
      const { sandbox, others } = state();
      const clients = clientsOn(sandbox, credentials);
      others.push(clients);
      return clients;
    },
    settle: async () => state().sandbox.clock.advance(MINUTE),
  };
}

function startSandbox(): Started {
  const world = sandboxWorld(PREFIX);
  const sandbox = createSandbox({
    startAt: START,
    seed: 1,
    world: sandboxWorldDefinition(fixtures(PREFIX), START - 400 * DAY),
  });
  const administratorOf = (accountId: string | undefined): Clients => {
    if (accountId === undefined) throw new Error('the sandbox has no such account');
    return clientsOn(sandbox, sandbox.world.credentials.forUser({ accountId, userName: ADMINISTRATOR }));
  };
  return {
    sandbox,
    home: administratorOf(world.homeAccountId),
    member: administratorOf(world.organization?.memberAccountId),
    others: [],
  };
}

function clientsOn(sandbox: Sandbox, credentials: Credentials): Clients {
  return buildClients({ requestHandler: sandbox.requestHandler() }, credentials);
}
