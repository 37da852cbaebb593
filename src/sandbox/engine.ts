import { authorize } from './access/authorize.ts';
import { authenticate, type SignedRequest } from './auth/authenticate.ts';
import type { Caller } from './auth/caller.ts';
import { commonError, ServiceError } from './service-error.ts';
import type { Operation } from './services/operation.ts';
import { readParams, UNREADABLE } from './services/params.ts';
import type { Throttle } from './throttle.ts';
import type { WireOutput } from './wire/message.ts';
import type { ParsedRequest } from './wire/parse.ts';
import type { WorldState } from './world/state.ts';

/** What the engine learnt on its way, for the record of the call, whether it succeeded or not. */
export interface CallTrace {
  caller: Caller | undefined;
}

/** Takes a request through AWS's order of refusals: signature, rate, operation, parameters, permission; then runs it. */
export function execute(
  state: WorldState,
  throttle: Throttle,
  signed: SignedRequest,
  operation: Operation | undefined,
  trace: CallTrace,
): WireOutput {
  const { parsed } = signed;
  const caller = authenticate(state, signed);
  trace.caller = caller;
  if (!throttle.admit(caller.identity.accountId, parsed.service, state.clock.now())) {
    throw commonError('throttled', parsed.service, 'Rate exceeded');
  }
  if (operation === undefined) throw unknownOperation(parsed);
  if (parsed.unreadable !== undefined) throw unreadable(parsed.unreadable);
  const region = signed.scope?.region ?? 'us-east-1';
  const params = readParams(parsed.service, parsed.input);
  const prepared = operation.prepare({ state, caller, params, region });
  if (state.options.requireAuthorization) {
    const facts = { region, service: parsed.service, userAgent: parsed.headers['user-agent'] };
    for (const check of prepared.checks) authorize(state, caller, check, facts);
  }
  return prepared.run();
}

function unreadable(message: string): ServiceError {
  return new ServiceError(UNREADABLE, 400, message);
}

function unknownOperation(parsed: ParsedRequest): Error {
  const message = `Could not find operation ${parsed.operation} of ${parsed.service}`;
  return commonError('unknownOperation', parsed.service, message);
}
