import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox } from '../../src/sandbox/index.ts';

/** A sandbox that answers over HTTP on loopback, for runs of the built command. */
export interface SandboxServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a sandbox on a free port of 127.0.0.1. */
export async function serveSandbox(sandbox: Sandbox): Promise<SandboxServer> {
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const query = Object.fromEntries(url.searchParams);
    try {
      const answer = await sandbox.handle({
        method: request.method ?? 'POST',
        hostname: request.headers.host ?? '127.0.0.1',
        path: url.pathname,
        query,
        headers,
        body,
      });
      response.writeHead(answer.status, { ...answer.headers });
      response.end(answer.body);
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
