import type { Sandbox } from '../../sandbox.ts';
import type { FaultTable } from '../faults/fault-table.ts';

/** What the admin endpoint works on. */
export interface AdminParts {
  readonly sandbox: Sandbox;
  readonly faults: FaultTable;
  /** The port that is listened on; part of the only hosts that are answered. */
  readonly port: number;
}

/** One request, past the guard. */
export interface AdminCall {
  readonly parts: AdminParts;
  /** Query parameters, unchecked. */
  readonly query: Readonly<Record<string, string>>;
  /** The JSON of the body, unchecked; undefined without one. */
  readonly body: unknown;
}

/** Answers one request with something that can be written as JSON. */
export type Route = (call: AdminCall) => unknown;
