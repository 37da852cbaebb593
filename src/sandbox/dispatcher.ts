import type { SignedRequest } from './auth/authenticate.ts';
import { parseSignatureHeader } from './auth/credential.ts';
import type { CallLog } from './calls.ts';
import { type CallTrace, execute } from './engine.ts';
import { connectionLost } from './faults/connection-lost.ts';
import type { Fault, FaultCall } from './faults/fault.ts';
import { garble } from './faults/garbled-answer.ts';
import type { FaultDesk } from './faults/injector.ts';
import { neverAnswered } from './faults/never-answered.ts';
import { commonError, isServiceError, ServiceError } from './service-error.ts';
import type { Operation } from './services/operation.ts';
import { findOperation } from './services/registry.ts';
import type { Throttle } from './throttle.ts';
import type { WireRequest, WireResponse } from './wire/message.ts';
import { lowerCaseNames, type ParsedRequest, parseRequest } from './wire/parse.ts';
import { type ResponseFrame, writeFailure, writeSuccess } from './wire/respond.ts';
import { UnknownServiceError } from './wire/unknown-service.ts';
import { newUuid } from './world/identifiers.ts';
import type { WorldState } from './world/state.ts';

/** The moving parts behind `handle`. */
export interface DispatcherParts {
  readonly state: WorldState;
  readonly throttle: Throttle;
  readonly faults: FaultDesk;
  readonly log: CallLog;
}

interface Exchange {
  readonly signed: SignedRequest;
  readonly operation: Operation | undefined;
  readonly call: FaultCall;
  readonly frame: ResponseFrame;
}

const NEVER: Promise<never> = new Promise(() => {});

/** Makes the function that answers requests: faults around an execution that is one uninterrupted step. */
export function createDispatcher(
  parts: DispatcherParts,
): (request: WireRequest, processId: string) => Promise<WireResponse> {
  const { state, faults } = parts;
  let index = 0;
  return (request, processId) => {
    if (faults.isDead(processId)) return NEVER;
    state.clock.advance(state.options.latencyMs);
    state.sequence += 1;
    const exchange = open(state, request, processId, index);
    if (exchange === undefined)
      return Promise.reject(new UnknownServiceError(`No simulated service at ${request.hostname}.`));
    index += 1;
    return settle(parts, exchange, faults.faultFor(exchange.call));
  };
}

function open(
  state: WorldState,
  request: WireRequest,
  processId: string,
  index: number,
): Exchange | undefined {
  const header = parseSignatureHeader(lowerCaseNames(request.headers).authorization ?? '');
  const parsed = parseRequest(request, header?.service);
  if (parsed === undefined) return undefined;
  const { service, operation: name } = parsed;
  const operation = findOperation(service, name);
  const accountId = targetAccount(state, parsed, operation, header?.accessKeyId);
  const region = header?.region ?? 'us-east-1';
  const mutation = operation?.mutation ?? false;
  return {
    signed: { request, parsed, header },
    operation,
    call: { index, processId, service, operation: name, accountId, region, mutation },
    frame: { service, operation: name, requestId: newUuid(state.random), now: state.clock.now() },
  };
}

/** The account whose resources a call is about: that of an ARN in its parameters, or the caller's. */
function targetAccount(
  state: WorldState,
  parsed: ParsedRequest,
  operation: Operation | undefined,
  accessKeyId: string | undefined,
): string | undefined {
  const arn = operation?.targetArnParameter && parsed.input[operation.targetArnParameter];
  const named = typeof arn === 'string' ? /^arn:aws:[^:]+:[^:]*:(\d{12}):/.exec(arn)?.[1] : undefined;
  if (named !== undefined || accessKeyId === undefined) return named;
  return (state.keys.get(accessKeyId) ?? state.sessions.get(accessKeyId))?.accountId;
}

async function settle(
  parts: DispatcherParts,
  exchange: Exchange,
  fault: Fault | undefined,
): Promise<WireResponse> {
  const { call, frame } = exchange;
  const kill = (): Promise<never> => {
    parts.faults.kill({ processId: call.processId, call });
    return NEVER;
  };
  switch (fault?.kind) {
    case undefined:
      return run(parts, exchange, undefined);
    case 'throttle':
      return refuse(parts, exchange, fault, commonError('throttled', frame.service, 'Rate exceeded'));
    case 'error':
      return refuse(parts, exchange, fault, new ServiceError(fault.code, fault.status, fault.message));
    case 'server-error': {
      const error = commonError(
        'internal',
        frame.service,
        'We encountered an internal error. Please try again.',
      );
      if (!fault.executed) return refuse(parts, exchange, fault, error);
      run(parts, exchange, fault);
      return writeFailure(frame, error);
    }
    case 'lost-request':
      refuse(parts, exchange, fault, new ServiceError('lost-request', 0, 'connection lost'));
      throw connectionLost();
    case 'lost-response':
      run(parts, exchange, fault);
      throw connectionLost();
    case 'never-answered':
      carryOut(parts, exchange, fault);
      throw neverAnswered();
    case 'truncated-200':
    case 'empty-200':
    case 'html-502':
      return garble(fault.kind, carryOut(parts, exchange, fault));
    case 'crash-before':
      refuse(parts, exchange, fault, new ServiceError('crash-before', 0, 'process died'));
      return kill();
    case 'crash-after':
      run(parts, exchange, fault);
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
  if (fault.executed) return run(parts, exchange, fault);
  refuse(parts, exchange, fault, new ServiceError(fault.kind, 0, 'not carried out'));
  return writeSuccess(exchange.frame, {});
}

function run(parts: DispatcherParts, exchange: Exchange, fault: Fault | undefined): WireResponse {
  const trace: CallTrace = { caller: undefined };
  const { signed, operation, frame } = exchange;
  try {
    const output = execute(parts.state, parts.throttle, signed, operation, trace);
    record(parts, exchange, trace, fault, undefined);
    return writeSuccess(frame, output);
  } catch (error) {
    if (!isServiceError(error)) throw error;
    record(parts, exchange, trace, fault, error);
    return writeFailure(frame, error);
  }
}

function refuse(parts: DispatcherParts, exchange: Exchange, fault: Fault, error: ServiceError): WireResponse {
  record(parts, exchange, { caller: undefined }, fault, error);
  return writeFailure(exchange.frame, error);
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
