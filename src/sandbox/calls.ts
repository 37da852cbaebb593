import type { ServiceName } from './wire/service.ts';

/** What is kept of one request: never a body, a header or a secret. */
export interface CallRecord {
  readonly index: number;
  readonly processId: string;
  /** Simulated instant at which the call was decided. */
  readonly at: number;
  readonly service: ServiceName;
  readonly operation: string;
  /** The account whose resources the call is about. */
  readonly accountId: string | undefined;
  readonly region: string | undefined;
  readonly principalArn: string | undefined;
  readonly mutation: boolean;
  readonly ok: boolean;
  readonly errorCode: string | undefined;
  /** Why authorization refused, in more detail than AWS's message tells. */
  readonly reason: string | undefined;
  /** The kind of fault that was injected, if any; `ok` then tells whether the call took effect all the same. */
  readonly fault: string | undefined;
}

/** The record of calls, oldest first. */
export interface CallLog {
  readonly records: readonly CallRecord[];
  add(record: CallRecord): void;
  clear(): void;
}

/** Makes an empty log. */
export function createCallLog(): CallLog {
  const records: CallRecord[] = [];
  return {
    records,
    add: (record) => {
      records.push(record);
    },
    clear: () => {
      records.length = 0;
    },
  };
}
