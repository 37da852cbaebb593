import { oldestFirst } from '../../domain/access-key.ts';
import { isoTime, plus } from '../../domain/time.ts';
import { otherKeysInUse } from '../context.ts';
import { useOf } from '../use.ts';
import type { Gate } from './gate.ts';

/**
 * The last active key of a user goes as unused only if the user is: a key beside it that was switched off not long ago may
 * have been in use until then, and its owner has nothing else left.
 */
export const lastKeyGate: Gate = (context) => {
  if (otherKeysInUse(context).length > 0) return undefined;
  for (const other of oldestFirst(context.facts.keys)) {
    if (other.id === context.key.id) continue;
    const use = useOf(context, other.id);
    if (!use.known)
      return { gate: 'last-used', state: 'blocked', detail: `of the user’s other key: ${use.why}` };
    if (use.lastUse === undefined) continue;
    const until = plus(use.lastUse, context.policy.unusedFor);
    if (context.now >= until) continue;
    return { gate: 'last-key', state: 'blocked', until, detail: isoTime(use.lastUse) };
  }
  return undefined;
};
