import type { IncomingMessage, ServerResponse } from 'node:http';
import { isServiceError } from '../../service-error.ts';
import { WorldError } from '../../world/lookup.ts';
import { readBody } from '../read-body.ts';
import { type JsonAnswer, sendJson } from '../respond.ts';
import { targetOf } from '../wire-request.ts';
import { callsRoute, forgetCallsRoute } from './calls.ts';
import { clockRoute, moveClockRoute } from './clock.ts';
import { credentialsRoute } from './credentials.ts';
import { addFaultRoute, faultsRoute, removeFaultsRoute } from './faults.ts';
import { assertAllowed } from './guard.ts';
import { AdminProblem, isAdminProblem } from './problem.ts';
import type { AdminParts, Route } from './route.ts';
import { stateRoute } from './state.ts';
import { worldRoute } from './world.ts';

export type { AdminParts } from './route.ts';

/** Everything at or below this path steers the simulation; AWS has no such path. */
export const ADMIN_PATH = '/_keyturn';

const ROUTES: Readonly<Record<string, Route>> = {
  'GET ': () => ({ routes: Object.keys(ROUTES).map((name) => name.replace(' ', ` ${ADMIN_PATH}/`)) }),
  'GET state': stateRoute,
  'GET calls': callsRoute,
  'DELETE calls': forgetCallsRoute,
  'GET clock': clockRoute,
  'POST clock': moveClockRoute,
  'GET faults': faultsRoute,
  'POST faults': addFaultRoute,
  'DELETE faults': removeFaultsRoute,
  'POST world': worldRoute,
  'GET credentials': credentialsRoute,
};

/** Answers one request to the admin endpoint, a refused one with a code and what is wrong. */
export async function answerAdmin(
  parts: AdminParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = await answerOf(parts, request);
  // What was refused unread would otherwise be taken for the connection's next request.
  if (!request.complete) response.setHeader('connection', 'close');
  sendJson(response, answer);
}

async function answerOf(parts: AdminParts, request: IncomingMessage): Promise<JsonAnswer> {
  try {
    assertAllowed(request, parts.port);
    const { path, query } = targetOf(request);
    const route = routeOf(request.method ?? '', path);
    const body = parseJson(await readBody(request));
    const answer = route({ parts, query: Object.fromEntries(query), body });
    return { status: 200, body: answer };
  } catch (error) {
    const problem = problemOf(error);
    return { status: problem.status, body: { error: { code: problem.code, message: problem.message } } };
  }
}

function routeOf(method: string, path: string): Route {
  const place = path.slice(ADMIN_PATH.length + 1);
  const route = Object.hasOwn(ROUTES, `${method} ${place}`) ? ROUTES[`${method} ${place}`] : undefined;
  if (route !== undefined) return route;
  const methods = Object.keys(ROUTES).filter((name) => name.endsWith(` ${place}`));
  if (methods.length === 0) throw new AdminProblem(404, 'NOT_FOUND', `See GET ${ADMIN_PATH}/.`);
  throw new AdminProblem(405, 'METHOD_REFUSED', `There is only ${methods.join(' and ')}.`);
}

function parseJson(bytes: Uint8Array | undefined): unknown {
  if (bytes === undefined) throw new AdminProblem(413, 'TOO_LARGE', 'The request is too large.');
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new AdminProblem(400, 'NOT_JSON', 'The body is not JSON.');
  }
}

function problemOf(error: unknown): AdminProblem {
  if (isAdminProblem(error)) return error;
  if (error instanceof WorldError) return new AdminProblem(409, 'WORLD_REFUSED', error.message);
  if (isServiceError(error)) return new AdminProblem(400, error.code, error.message);
  return new AdminProblem(500, 'INTERNAL', 'The sandbox failed on this request.');
}
