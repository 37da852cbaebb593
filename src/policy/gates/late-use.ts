import { isoTime } from '../../domain/time.ts';
import { useOf } from '../use.ts';
import type { Gate } from './gate.ts';

/**
 * No use may have come to light that was not known when Keyturn deactivated the key, however old it is: AWS reports uses
 * late, and the deactivation rested on what was known. Where policy deactivated a key in use, uses until then were known
 * to be possible.
 */
export const lateUseGate: Gate = (context) => {
  const { offEvidence } = context.record;
  if (offEvidence === undefined || offEvidence.useExpected === true) return undefined;
  const use = useOf(context, context.key.id);
  if (!use.known || use.lastUse === undefined || use.lastUse <= (offEvidence.lastUse ?? 0)) return undefined;
  return { gate: 'late-use', state: 'blocked', detail: isoTime(use.lastUse) };
};
