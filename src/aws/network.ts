import { NodeHttpHandler } from '@smithy/node-http-handler';

/** How long AWS may take to answer, unless the settings say otherwise. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** A connection that is not made within this is not made. */
const CONNECTION_TIMEOUT_MS = 10_000;

const MOST_SOCKETS = 256;

/**
 * Sockets that all clients of a connection share: one set of them for each would be thousands in a long run.
 *
 * `requestTimeout` counts from the moment a request is handed over (waiting for a free socket included) until the head
 * of its answer is there. By itself it only prints a warning; `throwOnRequestTimeout` makes it end the request.
 * `socketTimeout` ends a connection on which nothing has moved for so long, also in the middle of an answer.
 */
export function networkHandler(requestTimeout: number = REQUEST_TIMEOUT_MS): NodeHttpHandler {
  return new NodeHttpHandler({
    requestTimeout,
    throwOnRequestTimeout: true,
    socketTimeout: requestTimeout,
    connectionTimeout: Math.min(CONNECTION_TIMEOUT_MS, requestTimeout),
    httpAgent: { keepAlive: true, maxSockets: MOST_SOCKETS },
    httpsAgent: { keepAlive: true, maxSockets: MOST_SOCKETS },
  });
}
