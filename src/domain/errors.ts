/** Who can put an error right. */
export type ErrorActor = 'operator' | 'key-owner' | 'aws' | 'keyturn';

/** What went wrong, in stable codes. Documented in docs/errors.md, which a test holds against this list. */
export type ErrorCode =
  | 'CONFIG_UNREADABLE'
  | 'CONFIG_NOT_YAML'
  | 'CONFIG_UNKNOWN_KEY'
  | 'CONFIG_INVALID_VALUE'
  | 'CONFIG_CONTRADICTION'
  | 'CONFIG_EXISTS'
  | 'USAGE'
  | 'NODE_TOO_OLD'
  | 'CREDENTIALS_MISSING'
  | 'CREDENTIALS_EXPIRED'
  | 'CREDENTIALS_INVALID'
  | 'REGION_MISSING'
  | 'CLOCK_SKEW'
  | 'ORGANIZATION_LIST_DENIED'
  | 'ORGANIZATION_LIST_FAILED'
  | 'ORGANIZATION_OTHER'
  | 'ROLE_NOT_ASSUMABLE'
  | 'AWS_CALL_FAILED'
  | 'KILL_SWITCH_ENGAGED'
  | 'KILL_SWITCH_UNREADABLE'
  | 'LEDGER_UNREADABLE'
  | 'LEDGER_NOT_FOUND'
  | 'LEDGER_AMBIGUOUS'
  | 'LEDGER_NO_PLACE'
  | 'LEDGER_OTHER'
  | 'LEDGER_CORRUPT'
  | 'LEDGER_TOO_NEW'
  | 'LEDGER_LEASE_LOST'
  | 'REHEARSAL_NOT_LOOPBACK'
  | 'REHEARSAL_LEDGER'
  | 'ACCOUNT_NOT_FOUND'
  | 'USER_NOT_FOUND'
  | 'USER_AMBIGUOUS'
  | 'KEY_NOT_FOUND'
  | 'KEY_SECRET_UNKNOWN'
  | 'NOTHING_TO_UNDO'
  | 'NOTHING_TO_RESOLVE'
  | 'USER_LEASED'
  | 'OUTPUT_NOT_WRITABLE'
  | 'OUTPUT_LOST'
  | 'PLAN_UNREADABLE'
  | 'PLAN_EDITED'
  | 'PLAN_EXPIRED'
  | 'PLAN_OTHER'
  | 'RUN_OTHER_VERSION'
  | 'NO_REPORT'
  | 'INTERRUPTED'
  | 'INTERNAL';

/** What a KeyturnError is made of. */
export interface ErrorFacts {
  readonly code: ErrorCode;
  /** What is wrong, with the value and the place. One sentence, no secrets. */
  readonly message: string;
  /** The fix: what to change or run. */
  readonly next: string;
  readonly actor?: ErrorActor;
  readonly cause?: unknown;
}

/** An error that a person can act on: a stable code, what is wrong and where, and the fix. */
export class KeyturnError extends Error {
  readonly code: ErrorCode;
  readonly next: string;
  readonly actor: ErrorActor;

  constructor(facts: ErrorFacts) {
    super(facts.message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = 'KeyturnError';
    this.code = facts.code;
    this.next = facts.next;
    this.actor = facts.actor ?? 'operator';
  }
}

/** Type guard for errors made to be shown to people. */
export function isKeyturnError(error: unknown): error is KeyturnError {
  return error instanceof KeyturnError;
}

/** Whether something was not done because a person wants the run to end. */
export function isInterrupted(error: unknown): boolean {
  return isKeyturnError(error) && error.code === 'INTERRUPTED';
}
