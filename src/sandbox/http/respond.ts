import type { ServerResponse } from 'node:http';

/** An answer of the server itself, apart from the simulated services. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Sends text with its headers, unless the client has gone away. */
export function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): void {
  if (response.destroyed || response.writableEnded) return;
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
  response.end(body);
}

/** Sends JSON that no browser may keep, guess at or embed. */
export function sendJson(response: ServerResponse, answer: JsonAnswer): void {
  const headers = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  send(response, answer.status, headers, `${JSON.stringify(answer.body, undefined, 2)}\n`);
}
