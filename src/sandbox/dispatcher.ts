import type { CallLog } from './calls.ts';
import { type CallTrace, execute } from './engine.ts';
import { type Arrival, type Exchange, openPlain, openRequest } from './exchange.ts';
import { connectionLost } from './faults/connection-lost.ts';
import type { Fault } from './faults/fault.ts';
import { garble } from './faults/garbled-answer.ts';
import type { FaultDesk } from './faults/injector.ts';
import { neverAnswered } from './faults/never-answered.ts';
import { type PlainAnswer, type PlainCall, plainFailure, plainSuccess } from './plain-call.ts';
import { commonError, isServiceError, ServiceError } from './service-error.ts';
import type { Throttle } from './throttle.ts';
import type { WireOutput, WireRequest, WireResponse } from './wire/message.ts';
import { type ResponseFrame, writeFailure, writeSuccess } from './wire/respond.ts';
import { UnknownServiceError } from './wire/unknown-service.ts';
import type { WorldState } from './world/state.ts';

/** The moving parts behind `handle`. */
export interface DispatcherParts {
  readonly state: WorldState;
  readonly throttle: Throttle;
  readonly faults: FaultDesk;
  readonly log: CallLog;
}

/** How answers are given: written in the service's protocol, or as plain data. */
interface Writer<Answer> {
  readonly success: (frame: ResponseFrame, output: WireOutput) => Answer;
  readonly failure: (frame: ResponseFrame, error: ServiceError) => Answer;
}

const WIRE: Writer<WireResponse> = { success: writeSuccess, failure: writeFailure };
const PLAIN: Writer<PlainAnswer> = { success: plainSuccess, failure: plainFailure };

/** The ways in which a call comes to the sandbox. */
export interface Dispatcher {
  handle(request: WireRequest, processId: string): Promise<WireResponse>;
  /** The same for a client in this process; an answer that arrives garbled does so in the service's protocol. */
  perform(call: PlainCall, processId: string): Promise<PlainAnswer | WireResponse>;
}

const NEVER: Promise<never> = new Promise(() => {});

/** Makes what answers calls: faults around an execution that is one uninterrupted step. */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const { state, faults } = parts;
  let index = 0;
  const answer = <Answer>(
    processId: string,
    open: (arrival: Arrival) => Exchange | undefined,
    write: Writer<Answer>,
  ): Promise<Answer | WireResponse> | undefined => {
    if (faults.isDead(processId)) return NEVER;
    state.clock.advance(state.options.latencyMs);
    state.sequence += 1;
    const exchange = open({ processId, index });
    if (exchange === undefined) return undefined;
    index += 1;
    return settle(parts, exchange, faults.faultFor(exchange.call), write);
  };
  return {
    handle: (request, processId) =>
      answer(processId, (arrival) => openRequest(state, request, arrival), WIRE) ??
      Promise.reject(new UnknownServiceError(`No simulated service at ${request.hostname}.`)),
    perform: (call, processId) =>
      answer(processId, (arrival) => openPlain(state, call, arrival), PLAIN) ?? NEVER,
  };
}

async function settle<Answer>(
  parts: DispatcherParts,
  exchange: Exchange,
  fault: Fault | undefined,
  write: Writer<Answer>,
): Promise<Answer | WireResponse> {
  const { call, frame } = exchange;
  const kill = (): Promise<never> => {
    parts.faults.kill({ processId: call.processId, call });
    return NEVER;
  };
  const refuse = (error: ServiceError): Answer => {
    record(parts, exchange, { caller: undefined }, fault, error);
    return write.failure(frame, error);
  };
  switch (fault?.kind) {
    case undefined:
      return run(parts, exchange, undefined, write);
    case 'throttle':
      return refuse(commonError('throttled', frame.service, 'Rate exceeded'));
    case 'error':
      return refuse(new ServiceError(fault.code, fault.status, fault.message));
    case 'server-error': {
      const message = 'We encountered an internal error. Please try again.';
      const error = commonError('internal', frame.service, message);
      if (!fault.executed) return refuse(error);
      run(parts, exchange, fault, write);
      return write.failure(frame, error);
    }
    case 'lost-request':
      refuse(new ServiceError('lost-request', 0, 'connection lost'));
      throw connectionLost();
    case 'lost-response':
      run(parts, exchange, fault, write);
      throw connectionLost();
    case 'never-answered':
      carryOut(parts, exchange, fault);
      throw neverAnswered();
    case 'truncated-200':
    case 'empty-200':
    case 'html-502':
      return garble(fault.kind, carryOut(parts, exchange, fault));
    case 'crash-before':
      refuse(new ServiceError('crash-before', 0, 'process died'));
      return kill();
    case 'crash-after':
      run(parts, exchange, fault, write);
      return kill();
    default:
      throw new Error('Unknown kind of fault.');
  }
}

/** Carries a call out, or not; a call that was not leaves the answer of one that gives nothing. */
function carryOut(
  parts: DispatcherParts,
  exchange: Exchange,
  fault: Extract<Fault, { readonly executed: boolean }>,
): WireResponse {
  if (fault.executed) return run(parts, exchange, fault, WIRE);
  const error = new ServiceError(fault.kind, 0, 'not carried out');
  record(parts, exchange, { caller: undefined }, fault, error);
  return writeSuccess(exchange.frame, {});
}

function run<Answer>(
  parts: DispatcherParts,
  exchange: Exchange,
  fault: Fault | undefined,
  write: Writer<Answer>,
): Answer {
  const trace: CallTrace = { caller: undefined };
  const { signed, operation, frame } = exchange;
  try {
    const output = execute(parts.state, parts.throttle, signed, operation, trace);
    record(parts, exchange, trace, fault, undefined);
    return write.success(frame, output);
  } catch (error) {
    if (!isServiceError(error)) throw error;
    record(parts, exchange, trace, fault, error);
    return write.failure(frame, error);
  }
}

function record(
  parts: DispatcherParts,
  exchange: Exchange,
  trace: CallTrace,
  fault: Fault | undefined,
  error: ServiceError | undefined,
): void {
  parts.log.add({
    ...exchange.call,
    at: exchange.frame.now,
    principalArn: trace.caller?.identity.arn,
    ok: error === undefined,
    errorCode: error?.code,
    reason: error?.reason,
    fault: fault?.kind,
  });
}
