import type { LastUsed } from '../domain/access-key.ts';
import type { DeactivationClause, Decision, Evidence, Objection } from '../domain/decision.ts';
import { isOwnProof } from '../domain/own-proof.ts';
import type { Reason } from '../domain/reason.ts';
import { HOUR, type Instant, instant, later, plus } from '../domain/time.ts';
import { lastUsedOf } from '../domain/user-facts.ts';
import { ageEvidence, decide, type KeyContext, longestWarning, type UserContext } from './context.ts';
import type { Gate } from './gates/gate.ts';
import { keptKeyGate } from './gates/kept-key.ts';
import { endsLongHold, withNewDates } from './long-hold.ts';
import {
  announcementIsStale,
  deactivationNotices,
  latestPromise,
  outstandingStep,
  promisedDate,
  wasReceived,
} from './notices.ts';
import { standingHoldOf } from './standing-holds.ts';

/** A deactivation that policy wants: why, when, by which clause of G2, and what may object. */
export interface Retirement {
  readonly reason: Reason;
  /** The reason shown and announced until it is due. */
  readonly pendingReason: Reason;
  readonly due: Instant;
  readonly clause: DeactivationClause;
  readonly gates: readonly Gate[];
  readonly evidence: readonly Evidence[];
  /** Which notices announce it. */
  readonly announced: NonNullable<KeyContext['announced']>;
}

/**
 * Plans a deactivation: announce it, wait until the promised date, then pass the gates or be held.
 *
 * A change that is overdue when it is first seen (a first run, a long pause) is announced for `warnBefore`'s longest
 * lead from now, rounded down to the hour so that the daily run of the promised day does not miss it by seconds. A
 * date once promised is kept, even when the policy has become stricter since.
 */
export function retire(given: KeyContext, retirement: Retirement): Decision {
  const { reason, pendingReason, clause, gates, due, announced } = retirement;
  const context: KeyContext = { ...given, announced };
  const shown = retirement.evidence.some((fact) => fact.kind === 'last-used');
  const evidence = [
    ...retirement.evidence,
    ...(shown ? [] : [lastUsedEvidence(context)]),
    ...relaxedNotice(context),
  ];
  if (standingHoldOf(context, context.key.id) !== undefined && context.now >= due) {
    const hold = passOrHold(context, { action: 'deactivate', reason, due, clause, evidence }, gates);
    return withNewDates(context, hold, due);
  }
  const promised = promisedDate(context, 'deactivate');
  const date = promised === undefined ? firstDate(context, due) : later(due, promised);
  const planned = later(date, latestPromise(context) ?? date);
  if (standingHoldOf(context, context.key.id) === undefined) {
    const step = outstandingStep(context, { pending: 'deactivate', plannedFor: planned });
    if (step !== undefined) {
      const warning = { pending: 'deactivate', plannedFor: planned, step, kind: 'warning' } as const;
      return decide(context, {
        action: 'warn',
        reason: pendingReason,
        due: planned,
        evidence,
        warning,
        ...unheard(context),
      });
    }
  }
  if (context.now < planned)
    return decide(context, {
      action: 'none',
      reason: pendingReason,
      due: planned,
      evidence,
      ...unheard(context),
    });
  const decision = passOrHold(context, { action: 'deactivate', reason, due: planned, clause, evidence }, [
    ...gates,
    keptKeyGate,
  ]);
  if (decision.action === 'hold') return announcedAnew(context, withNewDates(context, decision, planned));
  return endsLongHold(context, planned) ? announcedAgain(context, decision, pendingReason) : decision;
}

/** Nothing is done today: the owner is told a new date, and no earlier notice counts for it. */
function announcedAgain(context: KeyContext, decision: Decision, pendingReason: Reason): Decision {
  const { clause: _clause, ...rest } = decision;
  const plannedFor = dateFromNow(context);
  const step = longestWarning(context.policy);
  const warning = { pending: 'deactivate', plannedFor, step, kind: 'warning', anew: true } as const;
  return {
    ...rest,
    action: 'warn',
    reason: pendingReason,
    due: plannedFor,
    warning,
    ...unheard(context, plannedFor),
  };
}

/**
 * Marks what is announced and will be held on its day, since nobody would be told in a way that counts. Of a date that was
 * put off, or is given again, only what names that `end` tells: see the notice gate.
 */
export function unheard(context: KeyContext, end?: Instant): Pick<Decision, 'unheard'> {
  if (!isUntellable(context)) return {};
  const from = end ?? context.record.extendedUntil ?? 0;
  const heard = deactivationNotices(context).some(
    (notice) => wasReceived(notice) && (notice.plannedFor ?? from) >= from,
  );
  return heard ? {} : { unheard: true };
}

/** Whether the owner must be told of a deactivation, and no channel is set up that would. */
export function isUntellable({
  reachesOwners,
  policy,
}: Pick<UserContext, 'reachesOwners' | 'policy'>): boolean {
  return reachesOwners === false && policy.notice === 'required';
}

/** A hold for want of a notice announces the change again from time to time, for a new date; the hold itself stays. */
function announcedAnew(context: KeyContext, hold: Decision): Decision {
  const untold = hold.objections?.some(
    (objection) => objection.gate === 'notice' && objection.state === 'blocked',
  );
  if (untold !== true || !announcementIsStale(context)) return hold;
  const warning = {
    pending: 'deactivate',
    plannedFor: dateFromNow(context),
    step: longestWarning(context.policy),
    kind: 'warning',
  } as const;
  return { ...hold, warning, ...unheard(context) };
}

/** The decision when no gate objects, otherwise a hold that names every gate that does. */
export function passOrHold(
  context: KeyContext,
  wanted: Pick<Decision, 'action' | 'reason' | 'evidence'> & Partial<Decision>,
  gates: readonly Gate[],
): Decision {
  const objections = gates.map((gate) => gate(context)).filter((objection) => objection !== undefined);
  return objections.length === 0 ? decide(context, wanted) : held(context, wanted, objections);
}

/** A due decision that something blocks: visible, with every objection. */
export function held(
  context: KeyContext,
  wanted: Pick<Decision, 'action' | 'reason' | 'evidence'> & Partial<Decision>,
  objections: readonly Objection[],
): Decision {
  const { action, clause: _clause, warning: _warning, ...rest } = wanted;
  const held = action === 'rotate' || action === 'deactivate' || action === 'delete' || action === 'repair';
  return decide(context, { ...rest, action: 'hold', objections, ...(held ? { held: action } : {}) });
}

/** Last use as evidence; our own proof of a new key is no use. */
export function lastUsedEvidence(context: KeyContext): Evidence {
  const reported = lastUsedOf(context.facts, context.key.id);
  const lastUsed: LastUsed = isOwnProof(context.record, reported) ? { kind: 'never-used' } : reported;
  return { kind: 'last-used', keyId: context.key.id, lastUsed };
}

/** Age and last use of the key. */
export function keyEvidence(context: KeyContext): readonly Evidence[] {
  return [ageEvidence(context), lastUsedEvidence(context)];
}

/** Guarantee G2: an option that relaxes a clause leaves its name in the decision. */
function relaxedNotice(context: KeyContext): readonly Evidence[] {
  return context.policy.notice === 'required'
    ? []
    : [{ kind: 'relaxed', option: 'notice', clause: 'notice' }];
}

function firstDate(given: KeyContext, due: Instant): Instant {
  // Under a person's hold nothing is announced: the time to tell begins with its end.
  const { until = given.now } = standingHoldOf(given, given.key.id) ?? {};
  const context = { ...given, now: until };
  if (context.policy.notice === 'not-required') return due;
  if (due < plus(context.now, context.policy.minNotice)) return dateFromNow(context);
  return afterFreezes(context, due);
}

/**
 * The date that is announced for a change whose time has come: the longest warning from now, rounded down to the hour, so
 * that the daily run of that day does not miss it by seconds; after a freeze that is known to be in force by then.
 */
export function dateFromNow(context: UserContext): Instant {
  return afterFreezes(context, toTheHour(plus(context.now, longestWarning(context.policy))));
}

/** The date, or the end of the freezes that are known to be in force on it. */
export function afterFreezes({ freezes = [] }: Pick<UserContext, 'freezes'>, given: Instant): Instant {
  let date = given;
  const windows = [...freezes].sort((a, b) => a.from - b.from);
  for (const window of windows) if (date >= window.from && date < window.until) date = window.until;
  return date;
}

/** The beginning of the hour. */
export function toTheHour(at: Instant): Instant {
  return instant(Math.floor(at / HOUR) * HOUR);
}
