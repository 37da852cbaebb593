/** Why a call failed, as far as it matters to us; AWS's own code stays beside it for people. */
export type FailureKind =
  | 'throttled'
  | 'denied'
  | 'not-found'
  | 'exists'
  | 'limit'
  | 'invalid'
  | 'pending-deletion'
  | 'credentials'
  | 'server'
  | 'network'
  | 'other';

/** What a CallFailure is made of. */
export interface FailureFacts {
  readonly service: string;
  readonly operation: string;
  readonly kind: FailureKind;
  /**
   * `refused`: AWS answered and did nothing. `unknown`: no answer, or one that does not say whether it was carried out.
   */
  readonly certainty: 'refused' | 'unknown';
  /** AWS's error code, for example `LimitExceeded`. */
  readonly awsCode: string;
  readonly message: string;
}

/** A call to AWS that failed: the one error type that adapters throw. Its message never carries a request body. */
export class CallFailure extends Error {
  readonly service: string;
  readonly operation: string;
  readonly kind: FailureKind;
  readonly certainty: 'refused' | 'unknown';
  readonly awsCode: string;
  /** What happened, without where. */
  readonly detail: string;

  constructor(facts: FailureFacts) {
    super(`${facts.service} ${facts.operation}: ${facts.awsCode}: ${facts.message}`);
    this.name = 'CallFailure';
    this.service = facts.service;
    this.operation = facts.operation;
    this.kind = facts.kind;
    this.certainty = facts.certainty;
    this.awsCode = facts.awsCode;
    this.detail = facts.message;
  }
}

/** Type guard for call failures, optionally of certain kinds. */
export function isCallFailure(error: unknown, ...kinds: readonly FailureKind[]): error is CallFailure {
  return error instanceof CallFailure && (kinds.length === 0 || kinds.includes(error.kind));
}
