import type { Decision, Objection } from '../domain/decision.ts';
import { nextActOf } from '../domain/next-act.ts';
import type { Instant } from '../domain/time.ts';
import type { UserContext } from './context.ts';
import { freezeAt } from './pauses.ts';
import { standingHoldOf } from './standing-holds.ts';

/**
 * Adds to what lies ahead what is known today to stand in its way on that day: a person's hold that lasts longer, a freeze.
 * Whoever shows the date says so with it.
 */
export function withForeseen(context: UserContext, decision: Decision): Decision {
  if (decision.action !== 'none' && decision.action !== 'warn') return decision;
  const next = nextActOf(decision, context.now);
  const { at } = next;
  if (at === undefined || next.kind === 'limit') return decision;
  // A key that was made in vain leaves in a freeze too, and a person's hold stops no replacement.
  const freeze = decision.reason === 'DISCARDED_KEY' ? undefined : freezeAt(context.freezes ?? [], at);
  const standing = next.change === 'rotate' ? undefined : standingOn(context, decision, at);
  const objections = [standing, freeze].filter((one) => one !== undefined);
  return objections.length === 0 ? decision : { ...decision, objections };
}

function standingOn(context: UserContext, { keyId }: Decision, at: Instant): Objection | undefined {
  const hold = standingHoldOf(context, keyId);
  if (hold === undefined) return undefined;
  if (hold.until === undefined) return { gate: 'standing-hold', state: 'blocked', detail: hold.kind };
  if (hold.until <= at) return undefined;
  return { gate: 'standing-hold', state: 'waiting', until: hold.until, detail: hold.kind };
}
