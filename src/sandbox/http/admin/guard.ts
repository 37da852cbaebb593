import type { IncomingMessage } from 'node:http';
import { AdminProblem } from './problem.ts';

/**
 * Refuses what a web page in the developer's browser could send, and what is no JSON over a known method.
 *
 * A page of another origin can make the browser send requests to loopback: with `Origin` or `Sec-Fetch-Site` set, with
 * the content type of a form, or, when its own host name is made to resolve to 127.0.0.1 (DNS rebinding), with that
 * name as `Host`. No tool that is meant to use this endpoint does any of it.
 */
export function assertAllowed(request: IncomingMessage, port: number): void {
  const { host, origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)
    throw new AdminProblem(
      403,
      'HOST_REFUSED',
      `Only http://127.0.0.1:${port} and http://localhost:${port}.`,
    );
  if (origin !== undefined || (site !== undefined && site !== 'none'))
    throw new AdminProblem(403, 'ORIGIN_REFUSED', 'Requests of web pages are refused.');
  const { method } = request;
  if (method !== 'GET' && method !== 'POST' && method !== 'DELETE')
    throw new AdminProblem(405, 'METHOD_REFUSED', 'Only GET, POST and DELETE.');
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (method === 'POST' && type !== 'application/json')
    throw new AdminProblem(415, 'CONTENT_TYPE_REFUSED', 'Send JSON, with Content-Type: application/json.');
}
