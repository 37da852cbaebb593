import type { Objection } from '../domain/decision.ts';
import type { KeyRecord } from '../domain/memory.ts';
import { DAY, type Instant, plus } from '../domain/time.ts';
import type { KeyContext } from './context.ts';
import { useOf } from './use.ts';

/** A key that was used within this time before its replacement was made was in use: most jobs run once a month or more often. */
const IN_USE_WITHIN = 45 * DAY;

/**
 * Until when an old key waits for its replacement to be used; undefined when it need not wait.
 *
 * That it has gone quiet shows nothing of a job that runs once a month, and after its deletion an owner who never fetched
 * the replacement may have no way to it.
 */
export function adoptionEnd(
  context: KeyContext,
  replacement: KeyRecord,
  graceEnd: Instant,
): Instant | undefined {
  const { policy, key } = context;
  if (policy.adoption === 'not-required' || policy.adoptionWait === 0) return undefined;
  if (replacement.adoptedAt !== undefined) return undefined;
  const use = useOf(context, key.id);
  if (!use.known || use.lastUse === undefined) return undefined;
  if (use.lastUse < replacement.createdAt - IN_USE_WITHIN) return undefined;
  // It is the one extension there is: a key that is found in use at its end was not given less than for that.
  return plus(graceEnd, Math.max(policy.adoptionWait, policy.inUse.extend));
}

/** What blocks it until then. */
export function adoptionObjection(until: Instant): Objection {
  return { gate: 'adoption', state: 'blocked', until, detail: 'nobody has used its replacement yet' };
}
