import type { Decision, Objection } from '../domain/decision.ts';
import { nextActOf } from '../domain/next-act.ts';
import type { Instant } from '../domain/time.ts';
import type { UserContext } from './context.ts';
import { standingObjection } from './gates/standing-hold.ts';
import { freezeAt } from './pauses.ts';

/**
 * Adds to what lies ahead what is known today to stand in its way on that day: a person's hold that lasts longer, a freeze.
 * Whoever shows the date says so with it.
 */
export function withForeseen(context: UserContext, decision: Decision): Decision {
  if (decision.action !== 'none' && decision.action !== 'warn') return decision;
  const next = nextActOf(decision, context.now);
  const { at } = next;
  if (at === undefined || next.kind === 'limit') return decision;
  // A key that was never handed over leaves in a freeze too, and a person's hold stops no replacement.
  const freeze = decision.reason === 'DISCARDED_KEY' ? undefined : freezeAt(context.freezes ?? [], at);
  const standing = next.change === 'rotate' ? undefined : standingOn(context, decision, at);
  const objections = [standing, freeze].filter((one) => one !== undefined);
  return objections.length === 0 ? decision : { ...decision, objections };
}

/** A person's hold that is in force and lasts beyond a day. */
function standingOn(context: UserContext, { keyId }: Decision, at: Instant): Objection | undefined {
  const objection = standingObjection(context, keyId);
  return objection?.until !== undefined && objection.until <= at ? undefined : objection;
}
