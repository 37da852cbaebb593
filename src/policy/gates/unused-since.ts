import { isoTime } from '../../domain/time.ts';
import { useOf } from '../use.ts';
import type { Gate } from './gate.ts';

/** The key must not have been used since it went inactive, and that must be known. */
export const unusedSinceGate: Gate = (context) => {
  const use = useOf(context, context.key.id);
  if (!use.known) return { gate: 'unused-since', state: 'blocked', detail: use.why };
  const since = context.record.inactiveSince;
  if (use.lastUse === undefined || (since !== undefined && use.lastUse <= since)) return undefined;
  return { gate: 'unused-since', state: 'blocked', detail: `used ${isoTime(use.lastUse)}` };
};
