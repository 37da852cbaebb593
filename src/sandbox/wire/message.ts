/** One HTTP request as it arrives, whoever carried it (an SDK request handler or node:http). */
export interface WireRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

/** One HTTP response; the body is text in UTF-8. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What an operation gives back before it is written as XML or JSON. */
export type WireValue = string | number | boolean | Date | undefined | readonly WireValue[] | WireOutput;

/** A structure of the answer; undefined members are left out. */
export interface WireOutput {
  readonly [member: string]: WireValue;
}
