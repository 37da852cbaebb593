import type { ServiceError } from './service-error.ts';
import type { WireInput } from './wire/form.ts';
import type { WireOutput } from './wire/message.ts';
import type { ResponseFrame } from './wire/respond.ts';
import type { ServiceName } from './wire/service.ts';
import type { SandboxCredentials } from './world/world.ts';

/** A call as plain data: all that a signed request says, from a client in the same process. */
export interface PlainCall {
  readonly service: ServiceName;
  readonly operation: string;
  /** As the wire would have brought it: nothing that the caller still holds, and of query services only texts. */
  readonly input: WireInput;
  readonly credentials: SandboxCredentials;
  readonly region: string;
  /** When it was signed, as epoch milliseconds of a whole second. */
  readonly signedAt: number;
}

/** The answer to a plain call, before it is written in the service's protocol; its parts belong to the sandbox. */
export interface PlainAnswer {
  readonly kind: 'plain';
  readonly status: number;
  /** When it was given, to the second, as the head of an answer tells. */
  readonly date: number;
  readonly result: { readonly output: WireOutput } | { readonly code: string; readonly message: string };
}

/** The answer of an operation that succeeded. */
export function plainSuccess(frame: ResponseFrame, output: WireOutput): PlainAnswer {
  return { kind: 'plain', status: 200, date: toSecond(frame.now), result: { output } };
}

/** The answer of an operation that failed. */
export function plainFailure(frame: ResponseFrame, error: ServiceError): PlainAnswer {
  const { status, code, message } = error;
  return { kind: 'plain', status, date: toSecond(frame.now), result: { code, message } };
}

function toSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}
