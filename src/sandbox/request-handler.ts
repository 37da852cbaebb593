import type { HttpHandlerOptions, RequestHandler } from '@smithy/types';
import { isNeverAnswered } from './faults/never-answered.ts';
import type { WireRequest, WireResponse } from './wire/message.ts';

/** The part of an SDK's HTTP request that the sandbox reads. */
export interface SdkHttpRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query?: Record<string, string | string[] | null>;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** The part of an SDK's HTTP response that the sandbox fills. */
export interface SdkHttpResponse {
  statusCode: number;
  headers: Record<string, string>;
  body?: unknown;
}

/** What an SDK client takes as `requestHandler`. */
export interface SandboxRequestHandler
  extends RequestHandler<SdkHttpRequest, SdkHttpResponse, HttpHandlerOptions> {
  /** The time in the simulation: Keyturn's clients sign by it, as real ones sign by a clock that agrees with AWS's. */
  simulatedTime(): number;
  updateHttpClientConfig(key: never, value: never): void;
  httpHandlerConfigs(): Record<string, never>;
}

/** The time of a simulation, and how a client that waits lets it go by. */
export interface SimulatedTime {
  now(): number;
  pass(milliseconds: number): void;
}

/** Puts a request-to-response function under an SDK client. */
export function createRequestHandler(
  answer: (request: WireRequest) => Promise<WireResponse>,
  time: SimulatedTime,
): SandboxRequestHandler {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async (request, options) => {
      if (options?.abortSignal?.aborted === true) throw abortError();
      const response = await answer(toWire(request)).catch((error: unknown) =>
        isNeverAnswered(error) ? giveUp(error, options, time) : Promise.reject(error),
      );
      const { status: statusCode, headers, body } = response;
      return { response: { statusCode, headers: { ...headers }, body: new TextEncoder().encode(body) } };
    },
    simulatedTime: () => time.now(),
    destroy: () => {},
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  };
}

/** No answer comes: the client's own timeout passes in simulated time; without one only an abort ends the wait. */
async function giveUp(
  error: unknown,
  options: HttpHandlerOptions | undefined,
  time: SimulatedTime,
): Promise<never> {
  if (options?.requestTimeout !== undefined && options.requestTimeout > 0) {
    time.pass(options.requestTimeout);
    throw error;
  }
  const signal = options?.abortSignal;
  return await new Promise((_resolve, reject) => {
    if (signal !== undefined) signal.onabort = () => reject(abortError());
  });
}

function toWire(request: SdkHttpRequest): WireRequest {
  const { method, hostname, path, query, headers, body } = request;
  const known = typeof body === 'string' || body instanceof Uint8Array ? body : undefined;
  if (body !== undefined && body !== null && known === undefined) {
    throw new TypeError('The sandbox takes request bodies as text or bytes, not streams.');
  }
  return {
    method,
    hostname,
    path,
    headers,
    ...(query === undefined ? {} : { query }),
    ...(known === undefined ? {} : { body: known }),
  };
}

function abortError(): Error {
  return Object.assign(new Error('Request aborted'), { name: 'AbortError' });
}
