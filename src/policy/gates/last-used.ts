import { useOf } from '../use.ts';
import type { Gate } from './gate.ts';

/** Last use must be known: a read that failed is not "never used" (guarantee G3). */
export const lastUsedGate: Gate = (context) => {
  const use = useOf(context, context.key.id);
  return use.known ? undefined : { gate: 'last-used', state: 'blocked', detail: use.why };
};
