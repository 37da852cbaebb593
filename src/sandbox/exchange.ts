import type { SignedRequest } from './auth/authenticate.ts';
import { type CredentialScope, parseSignatureHeader } from './auth/credential.ts';
import { isSignedWith } from './auth/signature.ts';
import { amzTime, instantOf } from './auth/signature-age.ts';
import type { FaultCall } from './faults/fault.ts';
import type { PlainCall } from './plain-call.ts';
import type { Operation } from './services/operation.ts';
import { findOperation } from './services/registry.ts';
import type { WireRequest } from './wire/message.ts';
import { lowerCaseNames, type ParsedRequest, parseRequest } from './wire/parse.ts';
import type { ResponseFrame } from './wire/respond.ts';
import { newUuid } from './world/identifiers.ts';
import type { WorldState } from './world/state.ts';

/** A request that has arrived, and what its answer is written for. */
export interface Exchange {
  readonly signed: SignedRequest;
  readonly operation: Operation | undefined;
  readonly call: FaultCall;
  readonly frame: ResponseFrame;
}

/** Where a request stands among the others, and whose it is. */
export interface Arrival {
  readonly processId: string;
  readonly index: number;
}

/** Takes a request from the wire; undefined when it is for no simulated service. */
export function openRequest(state: WorldState, request: WireRequest, arrival: Arrival): Exchange | undefined {
  const header = parseSignatureHeader(lowerCaseNames(request.headers).authorization ?? '');
  const parsed = parseRequest(request, header?.service);
  if (parsed === undefined) return undefined;
  const signedWith = (secret: string): boolean =>
    header !== undefined && isSignedWith(secret, request, parsed.headers, header);
  const date = parsed.headers['x-amz-date'] ?? '';
  const time = { at: instantOf(date), text: () => date };
  return openSigned(state, { parsed, scope: header, signedWith, time }, arrival);
}

/** Takes a call of a client in the same process. */
export function openPlain(state: WorldState, call: PlainCall, arrival: Arrival): Exchange {
  const { service, operation, input, credentials, region, signedAt } = call;
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const headers: Record<string, string> =
    sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken };
  const signed: SignedRequest = {
    parsed: { service, operation, headers, input },
    scope: { accessKeyId, region, service },
    signedWith: (secret) => secret === secretAccessKey,
    time: { at: signedAt, text: () => amzTime(signedAt) },
  };
  return openSigned(state, signed, arrival);
}

function openSigned(state: WorldState, signed: SignedRequest, { processId, index }: Arrival): Exchange {
  const { parsed, scope } = signed;
  const { service, operation: name } = parsed;
  const operation = findOperation(service, name);
  const accountId = targetAccount(state, parsed, operation, scope);
  const region = scope?.region ?? 'us-east-1';
  const mutation = operation?.mutation ?? false;
  return {
    signed,
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
  scope: CredentialScope | undefined,
): string | undefined {
  const arn = operation?.targetArnParameter && parsed.input[operation.targetArnParameter];
  const named = typeof arn === 'string' ? /^arn:aws:[^:]+:[^:]*:(\d{12}):/.exec(arn)?.[1] : undefined;
  if (named !== undefined || scope === undefined) return named;
  return (state.keys.get(scope.accessKeyId) ?? state.sessions.get(scope.accessKeyId))?.accountId;
}
