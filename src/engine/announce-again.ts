import type { Decision, Objection } from '../domain/decision.ts';
import { recordOf, type UserMemory } from '../domain/memory.ts';
import type { Reason } from '../domain/reason.ts';
import { longestWarning } from '../policy/context.ts';
import { isLongHold } from '../policy/long-hold.ts';
import { dateFromNow, isUntellable } from '../policy/retire.ts';
import { contextOf } from './context-of.ts';
import { save, type UserWork } from './engine.ts';
import { notice } from './notices.ts';

/**
 * Whether a hold ends here that only execution can find and see ended: for want of the replacement, or for days beyond the
 * announced date. Then its owner is told a new date, as after any hold whose end nobody could know.
 */
export async function announcedAgain(
  work: UserWork,
  given: {
    readonly decision: Decision;
    readonly memory: UserMemory;
    readonly pending: 'deactivate' | 'delete';
    /** Under which it is announced. */
    readonly reason: Reason;
  },
): Promise<Objection | undefined> {
  const { decision, memory, pending, reason } = given;
  const record = recordOf(memory, decision.keyId);
  const context = contextOf(work.engine, work.facts, memory);
  const hold = memory.held.find(
    ({ keyId, foundAtExecution, signature }) =>
      keyId === decision.keyId && foundAtExecution && signature.split(' ')[1] === pending,
  );
  if (record === undefined || hold === undefined || context.policy.notice === 'not-required')
    return undefined;
  const step = longestWarning(context.policy);
  if (pending === 'delete' && step === 0) return undefined;
  const lost = hold.signature.split(' ').includes('replacement');
  if (!lost && !isLongHold(hold, decision.due ?? context.now, { now: context.now, record })) return undefined;
  const { now } = context;
  const plannedFor = dateFromNow(context);
  // What was told before counts no longer from here on.
  const unheard = pending === 'deactivate' && isUntellable(context);
  const told = notice(decision, {
    kind: 'warning',
    reason,
    pending,
    plannedFor,
    step,
    ...(unheard ? { unheard: true as const } : {}),
    queuedAt: now,
  });
  await save(work, {
    keys: [{ ...record, noticesFrom: now }],
    notices: [{ ...told, id: `${told.id}/${now}` }],
  });
  const detail = 'it was announced again after a hold';
  return { gate: 'notice', state: 'waiting', until: plannedFor, detail };
}
