import type { Decision, Objection } from '../domain/decision.ts';
import { isKeyturnError } from '../domain/errors.ts';
import { isCallFailure } from '../ports/call-failure.ts';

/** What became of a decision that was to be executed. */
export type Outcome =
  | { readonly status: 'done' }
  /** A gate that only execution can ask objected. */
  | { readonly status: 'held'; readonly objections: readonly Objection[] }
  /** The world had changed since the plan; the next run decides again. */
  | { readonly status: 'stale' }
  /** Another run has the user. */
  | { readonly status: 'deferred'; readonly why: string }
  | { readonly status: 'failed'; readonly code: string; readonly why: string };

/** A decision and what became of it. */
export interface Executed {
  readonly decision: Decision;
  readonly outcome: Outcome;
}

/**
 * A failure as an outcome of one user.
 *
 * A broken ledger is nobody's own trouble: it is rethrown and ends the run. An error that we do not know is shown by
 * its kind alone, since nobody has vetted what its message may carry.
 */
export function failed(error: unknown): Outcome {
  if (isCallFailure(error)) return { status: 'failed', code: error.awsCode, why: error.message };
  if (isKeyturnError(error)) {
    if (isLedgerBroken(error)) throw error;
    return { status: 'failed', code: error.code, why: error.message };
  }
  const kind = error instanceof Error ? error.name : typeof error;
  return {
    status: 'failed',
    code: 'INTERNAL',
    why: `Keyturn met an unexpected ${kind}; this is a defect of Keyturn.`,
  };
}

/** Whether the ledger itself cannot be used; a lost lease is an ordinary event. */
export function isLedgerBroken(error: unknown): boolean {
  return isKeyturnError(error) && error.code.startsWith('LEDGER_') && error.code !== 'LEDGER_LEASE_LOST';
}
