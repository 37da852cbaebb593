import type { KeyStatus } from './access-key.ts';
import type { Decision } from './decision.ts';
import type { Reason } from './reason.ts';
import type { ReportedDecision, RunReport } from './report.ts';
import type { Duration, Instant } from './time.ts';

const REASONS_OF_INACTIVE_KEYS: ReadonlySet<Reason> = new Set<Reason>([
  'EXPIRED_INACTIVE_KEY_CONFLICT',
  'RECOVER_GRACE_PERIOD_END',
  'KEY_PENDING_DELETION',
  'KEY_PENDING_DELETION_CONFLICT',
  'INACTIVE_KEY_LEFT_ALONE',
  'INACTIVE_KEY_CLEANUP',
  'FORCED_INACTIVE_KEY_CONFLICT',
]);

/**
 * How old the key is, to every reader of one report the same: as it was when the run decided about it, since that is the
 * age that the decision rests on, else at the end of the run; undefined when neither its creation nor its age is reported.
 */
export function ageOf(decision: ReportedDecision, now: Instant): Duration | undefined {
  const decidedAt = ageEvidence(decision)?.age;
  if (decidedAt !== undefined || decision.createdAt === undefined) return decidedAt;
  return Math.max(0, now - decision.createdAt) as Duration;
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
  if (!works({ status: statusAfter(decision) })) return false;
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

/** One key of a report, however many decisions there are about it. */
export interface ReportedKey {
  /** What stands of its decisions: one that is still to be carried out before one that was. */
  readonly decision: ReportedDecision;
  readonly status: KeyStatus | 'gone';
  /** Whether it is past its limit; only a key that works can be. */
  readonly over: boolean;
}

/** The keys of a report, each once: the one place where keys are told from decisions. */
export function keysOf({
  decisions,
  endedAt,
}: Pick<RunReport, 'decisions' | 'endedAt'>): readonly ReportedKey[] {
  return [...Map.groupBy(decisions, keyOf).values()].flatMap((ofKey) => {
    const [decision] = [...ofKey].sort(latestFirst);
    if (decision === undefined) return [];
    const statuses = ofKey.map(statusAfter);
    const status = statuses.includes('gone') ? 'gone' : statusAfter(decision);
    const over = status !== 'gone' && isOverLimit(decision, endedAt);
    return [{ decision, status, over }];
  });
}

/** What tells keys apart in a report. */
export function keyOf({ accountId, keyId }: Pick<Decision, 'accountId' | 'keyId'>): string {
  return `${accountId}/${keyId}`;
}

/** What is planned after what was done; beyond that, an order that does not depend on that of the report. */
function latestFirst(a: ReportedDecision, b: ReportedDecision): number {
  const wasDone = ({ outcome }: ReportedDecision): number => Number(outcome?.status === 'done');
  const text = ({ action, reason, createdAt }: ReportedDecision): string =>
    `${action} ${reason} ${createdAt}`;
  return wasDone(a) - wasDone(b) || (text(a) < text(b) ? 1 : -1);
}

/** Whether a key can still be used, as far as is known. */
export function works({ status }: Pick<ReportedKey, 'status'>): boolean {
  return status !== 'inactive' && status !== 'gone';
}

function ageEvidence(decision: Decision) {
  return decision.evidence.find(
    (evidence) => evidence.kind === 'key-age' && evidence.keyId === decision.keyId,
  ) as (Decision['evidence'][number] & { readonly kind: 'key-age' }) | undefined;
}
