import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Sandbox } from '../sandbox.ts';
import { ADMIN_PATH, type AdminParts, answerAdmin } from './admin/answer-admin.ts';
import { type AwsParts, answerAws } from './aws-answer.ts';
import { createFaultTable, type FaultTable } from './faults/fault-table.ts';
import { targetOf } from './wire-request.ts';

/** The only address that a sandbox is served on: its credentials are no secret, and it is no service for others. */
const LOOPBACK = '127.0.0.1';

/** How long an idle connection stays open; clients that reuse one must not find it closed under a mutation. */
const KEEP_ALIVE_MS = 120_000;

/** What to serve, and how. */
export interface ServeOptions {
  readonly sandbox: Sandbox;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Real milliseconds before each answer of a simulated service. Default none. */
  readonly latencyMs?: number;
}

/** A sandbox that answers over HTTP on loopback. */
export interface SandboxServer {
  readonly url: string;
  readonly port: number;
  /** The rules that stand in for trouble; the admin endpoint changes the same ones. */
  readonly faults: FaultTable;
  close(): Promise<void>;
}

/**
 * Serves a sandbox on 127.0.0.1: the simulated services, told apart by signature, target or host, and below
 * `/_keyturn/` what steers the simulation. Rejects as node:net does when the port cannot be had.
 */
export async function serveSandbox(options: ServeOptions): Promise<SandboxServer> {
  const { sandbox } = options;
  const aws: AwsParts = { sandbox, latencyMs: options.latencyMs ?? 0, owed: new Map() };
  const faults = createFaultTable(sandbox.faults);
  const server = createServer();
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, LOOPBACK, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const { port } = address;
  const admin: AdminParts = { sandbox, faults, port };
  server.on('request', (request, response) => answer(aws, admin, request, response));
  const forget = sandbox.faults.onCrash(({ processId }) => {
    for (const response of aws.owed.get(processId) ?? []) response.destroy();
  });
  return {
    url: `http://${LOOPBACK}:${port}`,
    port,
    faults,
    close: () =>
      new Promise((resolve) => {
        forget();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(aws: AwsParts, admin: AdminParts, request: IncomingMessage, response: ServerResponse): void {
  // A client that goes away in the middle is not this server's trouble.
  response.on('error', () => {});
  const { path } = targetOf(request);
  const isAdmin = path === ADMIN_PATH || path.startsWith(`${ADMIN_PATH}/`);
  const answered = isAdmin ? answerAdmin(admin, request, response) : answerAws(aws, request, response);
  answered.catch(() => response.destroy());
}
