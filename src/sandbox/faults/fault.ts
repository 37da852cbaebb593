import type { ServiceName } from '../wire/service.ts';

/** What is known of a call when a fault rule is asked about it. */
export interface FaultCall {
  /** Counts every call of this sandbox from 0, so that "crash at call k" can be enumerated. */
  readonly index: number;
  readonly processId: string;
  readonly service: ServiceName;
  readonly operation: string;
  /** The account whose resources the call is about; undefined when the caller is unknown. */
  readonly accountId: string | undefined;
  readonly region: string;
  readonly mutation: boolean;
}

/** What goes wrong with one call. */
export type Fault =
  | { readonly kind: 'throttle' }
  /** A definite failure: nothing was executed. */
  | { readonly kind: 'error'; readonly status: number; readonly code: string; readonly message: string }
  /** A 500 whose effect is told by `executed` alone, as with real services. */
  | { readonly kind: 'server-error'; readonly executed: boolean }
  /** Executed, then the connection breaks: the caller cannot know. */
  | { readonly kind: 'lost-response' }
  /** The connection breaks before anything is executed. */
  | { readonly kind: 'lost-request' }
  /** The connection stays open and nothing ever comes; see `never-answered.ts`. */
  | { readonly kind: 'never-answered'; readonly executed: boolean }
  /** What a proxy on the way makes of an answer: half of it, nothing of it, or a page of its own. */
  | { readonly kind: 'truncated-200'; readonly executed: boolean }
  | { readonly kind: 'empty-200'; readonly executed: boolean }
  | { readonly kind: 'html-502'; readonly executed: boolean }
  /** The process dies before the call has any effect; its requests never settle. */
  | { readonly kind: 'crash-before' }
  /** The process dies after the call took effect, before it learned the outcome. */
  | { readonly kind: 'crash-after' };

/** Decides whether a call goes wrong; the first rule that answers wins. */
export type FaultRule = (call: FaultCall) => Fault | undefined;
