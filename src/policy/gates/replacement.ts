import { liveReplacement } from '../context.ts';
import type { Gate } from './gate.ts';

/** The replacement must be stored, proven, handed over and active. */
export const replacementGate: Gate = (context) => {
  if (liveReplacement(context, context.key.id) !== undefined) return undefined;
  return {
    gate: 'replacement',
    state: 'blocked',
    detail: 'no active replacement that was stored and proven',
  };
};
