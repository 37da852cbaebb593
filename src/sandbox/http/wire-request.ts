import type { IncomingMessage } from 'node:http';
import type { WireRequest } from '../wire/message.ts';

/** A request line's path and query, as they were sent: a signature covers their very characters. */
export interface Target {
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Takes the request line apart without normalising it; `new URL` would, and throws on some. */
export function targetOf(request: IncomingMessage): Target {
  const raw = request.url ?? '/';
  const mark = raw.indexOf('?');
  return mark < 0
    ? { path: raw, query: new URLSearchParams() }
    : { path: raw.slice(0, mark), query: new URLSearchParams(raw.slice(mark + 1)) };
}

/** The request as the sandbox takes it. */
export function toWireRequest(request: IncomingMessage, body: Uint8Array): WireRequest {
  const { path, query } = targetOf(request);
  const names = [...new Set(query.keys())];
  return {
    method: request.method ?? 'POST',
    hostname: request.headers.host ?? '',
    path,
    query: Object.fromEntries(names.map((name) => [name, query.getAll(name)])),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value ?? '')]),
    ),
    body,
  };
}

/**
 * The process that a request belongs to, for fault rules: the application id of the SDKs and the CLI
 * (`AWS_SDK_UA_APP_ID`), which they send as `app/…` in their user agent. Without one it is `main`.
 */
export function processOf(request: IncomingMessage): string {
  return / app\/([\w.-]{1,50})/.exec(` ${request.headers['user-agent'] ?? ''}`)?.[1] ?? 'main';
}
