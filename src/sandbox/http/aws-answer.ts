import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { isNeverAnswered } from '../faults/never-answered.ts';
import type { Sandbox } from '../sandbox.ts';
import type { WireResponse } from '../wire/message.ts';
import { isUnknownService } from '../wire/unknown-service.ts';
import { readBody } from './read-body.ts';
import { send } from './respond.ts';
import { processOf, toWireRequest } from './wire-request.ts';

/** What answering a request for a simulated service needs. */
export interface AwsParts {
  readonly sandbox: Sandbox;
  /** Real milliseconds before each answer; answers that wait at the same time do not add up. */
  readonly latencyMs: number;
  /** Answers that are still owed, by process: a process that dies gets none of them. */
  readonly owed: Map<string, Set<ServerResponse>>;
}

/** Answers one request as AWS would. A fault that breaks the connection breaks it here. */
export async function answerAws(
  parts: AwsParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) {
    const problem = refusal(request, 413, 'RequestEntityTooLarge', 'The request is too large.');
    send(response, problem.status, { ...problem.headers, connection: 'close' }, problem.body);
    return;
  }
  const processId = processOf(request);
  if (parts.sandbox.faults.isDead(processId)) {
    response.destroy();
    return;
  }
  const owed = parts.owed.get(processId) ?? new Set();
  parts.owed.set(processId, owed.add(response));
  response.once('close', () => {
    owed.delete(response);
    if (owed.size === 0) parts.owed.delete(processId);
  });
  // `undefined` breaks the connection; `'never'` leaves it open until the client gives up.
  const answer = await answerOf(parts.sandbox, request, body, processId);
  // The listening socket keeps the process alive; an answer that waits must not hold up its end.
  if (parts.latencyMs > 0) await wait(parts.latencyMs, undefined, { ref: false });
  if (answer === 'never') return;
  if (answer === undefined) response.destroy();
  else send(response, answer.status, answer.headers, answer.body);
}

/** The answer; undefined when the connection is to break instead. Nothing that a client sends may end the server. */
async function answerOf(
  sandbox: Sandbox,
  request: IncomingMessage,
  body: Uint8Array,
  processId: string,
): Promise<WireResponse | 'never' | undefined> {
  try {
    return await sandbox.handle(toWireRequest(request, body), processId);
  } catch (error) {
    if (isNeverAnswered(error)) return 'never';
    if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET') return undefined;
    if (isUnknownService(error)) {
      const message =
        'The request names no service of the sandbox. It has IAM, STS, Organizations, Secrets Manager and Parameter Store, and /_keyturn/ to steer it.';
      return refusal(request, 400, 'UnknownOperationException', message);
    }
    return refusal(request, 500, 'InternalFailure', 'The sandbox failed on this request.');
  }
}

/** A failure in the protocol that the request speaks, as far as that can be told. */
function refusal(request: IncomingMessage, status: number, code: string, message: string): WireResponse {
  if (request.headers['x-amz-target'] !== undefined) {
    const body = JSON.stringify({ __type: code, message });
    return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body };
  }
  const type = status >= 500 ? 'Receiver' : 'Sender';
  const error = `<Error><Type>${type}</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  return {
    status,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse>${error}<RequestId>none</RequestId></ErrorResponse>`,
  };
}
