import type { AccessCheck } from '../access/check.ts';
import type { Caller } from '../auth/caller.ts';
import type { WireOutput } from '../wire/message.ts';
import type { ServiceName } from '../wire/service.ts';
import type { WorldState } from '../world/state.ts';
import type { Params } from './params.ts';

/** One call of one operation, authenticated and not yet authorized. */
export interface OperationCall {
  readonly state: WorldState;
  readonly caller: Caller;
  readonly params: Params;
  readonly region: string;
}

/** A call whose parameters are valid: what it needs, and what it will do. */
export interface PreparedCall {
  readonly checks: readonly AccessCheck[];
  run(): WireOutput;
}

/** One operation of one service. */
export interface Operation {
  readonly service: ServiceName;
  readonly name: string;
  /** True when it changes something; fault rules and call records tell by it. */
  readonly mutation: boolean;
  /** The ARN parameter that tells whose resources the call is about, when not the caller's. */
  readonly targetArnParameter?: string;
  /** Validates and looks up; throws as AWS answers bad parameters. Nothing may change here. */
  prepare(call: OperationCall): PreparedCall;
}
