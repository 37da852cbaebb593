import type { KeyStatus } from '../domain/access-key.ts';
import type { Decision } from '../domain/decision.ts';
import type { Reason } from '../domain/reason.ts';
import type { ReportedDecision } from '../domain/report.ts';
import type { Duration, Instant } from '../domain/time.ts';

const REASONS_OF_INACTIVE_KEYS: ReadonlySet<Reason> = new Set<Reason>([
  'EXPIRED_INACTIVE_KEY_CONFLICT',
  'RECOVER_GRACE_PERIOD_END',
  'KEY_PENDING_DELETION',
  'KEY_PENDING_DELETION_CONFLICT',
  'INACTIVE_KEY_LEFT_ALONE',
  'INACTIVE_KEY_CLEANUP',
  'FORCED_INACTIVE_KEY_CONFLICT',
]);

/** How old the key was at the end of the run; undefined when neither its creation nor its age is reported. */
export function ageOf(decision: ReportedDecision, now: Instant): Duration | undefined {
  if (decision.createdAt !== undefined) return Math.max(0, now - decision.createdAt) as Duration;
  return ageEvidence(decision)?.age;
}

/** The age limit that held for the key. */
export function limitOf(decision: ReportedDecision): Duration | undefined {
  return decision.limit ?? ageEvidence(decision)?.limit;
}

/** Whether the user is exempt, so that nothing is done about the key whatever its age. */
export function isExempt(decision: Decision): boolean {
  return decision.action === 'none' && decision.reason === 'EXEMPT';
}

/**
 * The status of the key after the run: what was done, else what was read, else what the reason tells.
 *
 * A deleted key is `gone`. Reasons of interrupted changes do not tell, and give `unknown`.
 */
export function statusAfter(decision: ReportedDecision): KeyStatus | 'gone' {
  const done = decision.outcome?.status === 'done';
  if (done && (decision.action === 'delete' || decision.repair === 'discard-delete')) return 'gone';
  if (done && (decision.action === 'deactivate' || decision.repair === 'discard-deactivate'))
    return 'inactive';
  if (decision.keyStatus !== undefined) return decision.keyStatus;
  const exempt = decision.evidence.find((evidence) => evidence.kind === 'exempt');
  const reason = exempt?.because ?? decision.reason;
  if (REASONS_OF_INACTIVE_KEYS.has(reason)) return 'inactive';
  if (reason === 'DISCARDED_KEY') return decision.repair === 'discard-deactivate' ? 'active' : 'inactive';
  return reason === 'KEY_STATUS_UNKNOWN' || reason.startsWith('UNFINISHED_') ? 'unknown' : 'active';
}

/** Whether the key is past its age limit and still works: only keys that work count. */
export function isOverLimit(decision: ReportedDecision, now: Instant): boolean {
  const age = ageOf(decision, now);
  const limit = limitOf(decision);
  const status = statusAfter(decision);
  if (status === 'gone' || status === 'inactive') return false;
  return age !== undefined && limit !== undefined && age >= limit;
}

/** Whether a hold needs a person: a gate that does not pass by itself, or a hold that has stood too long. */
export function needsPerson(decision: ReportedDecision): boolean {
  if (decision.action !== 'hold') return false;
  const objections = decision.objections ?? [];
  return (
    decision.escalated === true ||
    objections.length === 0 ||
    objections.some((objection) => objection.state === 'blocked')
  );
}

function ageEvidence(decision: Decision) {
  return decision.evidence.find(
    (evidence) => evidence.kind === 'key-age' && evidence.keyId === decision.keyId,
  ) as (Decision['evidence'][number] & { readonly kind: 'key-age' }) | undefined;
}
