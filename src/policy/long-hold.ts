import type { Decision } from '../domain/decision.ts';
import type { HeldRecord } from '../domain/memory.ts';
import { type Duration, days, hasPassed, type Instant } from '../domain/time.ts';
import type { KeyContext } from './context.ts';
import { promisedDate } from './notices.ts';

/** How long a change may be late on the date that was announced before its owner is given a new one. */
const LONG_HOLD = days(7);

/** Longer than from one run to the next, where runs are made by hand once in a quarter. */
const RARE_RUNS = days(100);

/**
 * Whether a hold ends here whose end the owner cannot know: the key was in use, or it has outlasted the announced date by
 * days. What passes sooner (a throttled read, the budget, a freeze) leaves the date as it was told.
 */
export function endsLongHold(context: KeyContext, planned: Instant): boolean {
  if (context.policy.notice === 'not-required') return false;
  const ended = context.memory.held.find(
    (hold) => hold.keyId === context.key.id && hold.signature.split(' ')[1] === 'deactivate',
  );
  // Whether such a hold has ended is not known before the change is carried out: see the engine.
  if (ended?.foundAtExecution === true) return false;
  // Nothing held it that was written down (a kill switch, missed runs): the date is old all the same.
  if (ended === undefined) return hasPassed(planned, mayBeLate(context.record), context.now);
  return isLongHold(ended, planned, context);
}

/**
 * How late a date may be of which no hold is known. One that was given again already is patient with runs that are months
 * apart: otherwise every run would only announce again, and nothing ever end.
 */
function mayBeLate(record: KeyContext['record']): Duration {
  return record.noticesFrom === undefined ? LONG_HOLD : RARE_RUNS;
}

/**
 * The same of a deletion. One that is late for want of runs is done: the key has been off all the while. A hold's end is
 * announced all the same, since somebody may rely on it.
 */
export function endsLongHoldOfDeletion(context: KeyContext, due: Instant): boolean {
  const { notice, warnBefore } = context.policy;
  if (notice === 'not-required' || warnBefore.length === 0) return false;
  const ended = context.memory.held.find(
    (hold) => hold.keyId === context.key.id && hold.signature.split(' ')[1] === 'delete',
  );
  if (ended === undefined || ended.foundAtExecution === true) return false;
  // An exemption can cover every day on which the deletion would have been told.
  const untold = ended.signature.endsWith(' exempt') && promisedDate(context, 'delete') === undefined;
  return untold || isLongHold(ended, due, context);
}

/**
 * Whether a hold has lasted so long, or for such a reason, that its owner cannot know when it ends. One that only waits for
 * the date that was announced after an earlier hold is no new one, and is as patient as where no hold is known.
 */
export function isLongHold(
  ended: HeldRecord,
  planned: Instant,
  at: { readonly now: Instant; readonly record: KeyContext['record'] },
): boolean {
  const [, , ...gates] = ended.signature.split(' ');
  const { noticesFrom } = at.record;
  const toldSince = noticesFrom !== undefined && noticesFrom >= ended.since;
  const isAnnouncement = toldSince && gates.length > 0 && gates.every((gate) => gate === 'notice');
  if (ended.restedOnUse === true && !isAnnouncement) return true;
  return hasPassed(planned, isAnnouncement ? mayBeLate(at.record) : LONG_HOLD, at.now);
}

/** Marks what is announced again when it passes, as `endsLongHold` then decides: nobody takes it for the day of the act. */
export function withNewDates(context: KeyContext, hold: Decision, planned: Instant): Decision {
  const { objections } = hold;
  if (context.policy.notice === 'not-required' || objections === undefined) return hold;
  const inUse = restsOnUse(objections);
  // Whoever was told nothing while a person held the key is told when that ends.
  const untold = objections.some(({ gate, state }) => gate === 'notice' && state === 'blocked');
  return {
    ...hold,
    objections: objections.map((objection) => {
      if (objection.until === undefined) return objection;
      const late = hasPassed(planned, LONG_HOLD, objection.until);
      const again = inUse || late || (untold && objection.gate === 'standing-hold');
      return again ? { ...objection, announcesAnew: true } : objection;
    }),
  };
}

/** Whether a hold rests on the use of the key, or on its missing replacement: its end is not a matter of time alone. */
export function restsOnUse(objections: Decision['objections'] = []): boolean {
  return objections.some(
    ({ gate, until }) =>
      gate === 'replacement' || ((gate === 'quiet' || gate === 'last-key') && until !== undefined),
  );
}
