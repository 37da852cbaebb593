import { standingHoldOf } from '../standing-holds.ts';
import type { Gate } from './gate.ts';

/** No standing order (`undo`, `resolve --extend`, a reactivation by hand) may be in force for the key. */
export const standingHoldGate: Gate = (context) => {
  const hold = standingHoldOf(context, context.key.id);
  if (hold === undefined) return undefined;
  if (hold.until === undefined) return { gate: 'standing-hold', state: 'blocked', detail: hold.kind };
  return { gate: 'standing-hold', state: 'waiting', until: hold.until, detail: hold.kind };
};
