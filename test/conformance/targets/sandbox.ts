import { serveSandbox } from '../../../src/sandbox/http/index.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { signInSimulatedTime } from '../../support/sandbox/clients.ts';
import type { Clients, Credentials, Target } from '../harness/target.ts';
import { fixtures } from '../world/fixtures.ts';
import { buildClients, destroyClients, type Transport } from './clients.ts';
import { SANDBOX_DIFFERENCES } from './sandbox-differences.ts';
import { ADMINISTRATOR, sandboxWorld, sandboxWorldDefinition } from './sandbox-world.ts';

const PREFIX = 'conformance';
const START = Date.UTC(2026, 8, 15, 6, 30, 0, 123);
const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;

/** How clients reach a sandbox, until it is closed. */
interface Line {
  readonly transport: Transport;
  close(): Promise<void>;
}

interface Started {
  readonly sandbox: Sandbox;
  readonly line: Line;
  readonly home: Clients;
  readonly member: Clients;
  readonly others: Clients[];
}

/** The sandbox in this process, with its default page size, delays and authorization. */
export function sandboxTarget(): Target {
  return targetOver('sandbox', async (sandbox) => ({
    transport: { requestHandler: sandbox.requestHandler() },
    close: async () => {},
  }));
}

/** The same sandbox over HTTP on loopback, as `keyturn sandbox serve` serves it. */
export function servedSandboxTarget(): Target {
  return targetOver('sandbox-http', async (sandbox) => {
    const server = await serveSandbox({ sandbox });
    return { transport: { endpoint: server.url }, close: () => server.close() };
  });
}

function targetOver(name: string, open: (sandbox: Sandbox) => Promise<Line>): Target {
  let started: Started | undefined;
  const state = (): Started => {
    if (started === undefined) throw new Error('the sandbox has not been started');
    return started;
  };
  return {
    name,
    features: new Set(['organization', 'fresh-account']),
    differences: SANDBOX_DIFFERENCES,
    leftOut: async () => undefined,
    start: async () => {
      started = await startSandbox(open);
    },
    stop: async () => {
      if (started !== undefined) {
        for (const clients of [started.home, started.member, ...started.others]) destroyClients(clients);
        await started.line.close();
      }
      started = undefined;
    },
    world: () => sandboxWorld(PREFIX),
    clients: (account = 'home') => state()[account],
    clientsWith: (credentials) => {
      const { sandbox, line, others } = state();
      const clients = clientsOf(sandbox, line, credentials);
      others.push(clients);
      return clients;
    },
    // ListSecrets may be five minutes behind.
    settle: async () => state().sandbox.clock.advance(6 * MINUTE),
  };
}

async function startSandbox(open: (sandbox: Sandbox) => Promise<Line>): Promise<Started> {
  const world = sandboxWorld(PREFIX);
  const sandbox = createSandbox({
    startAt: START,
    seed: 1,
    world: sandboxWorldDefinition(fixtures(PREFIX), START - 400 * DAY),
  });
  const line = await open(sandbox);
  const administratorOf = (accountId: string | undefined): Clients => {
    if (accountId === undefined) throw new Error('the sandbox has no such account');
    const credentials = sandbox.world.credentials.forUser({ accountId, userName: ADMINISTRATOR });
    return clientsOf(sandbox, line, credentials);
  };
  return {
    sandbox,
    line,
    home: administratorOf(world.homeAccountId),
    member: administratorOf(world.organization?.memberAccountId),
    others: [],
  };
}

/** Clients that sign by the simulated clock, as real ones sign by one that agrees with AWS's. */
function clientsOf(sandbox: Sandbox, line: Line, credentials: Credentials): Clients {
  const clients = buildClients(line.transport, credentials);
  for (const client of Object.values(clients)) signInSimulatedTime(client, sandbox.clock.now);
  return clients;
}
