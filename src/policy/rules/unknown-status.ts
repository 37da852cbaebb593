import type { Rule } from '../context.ts';
import { held, keyEvidence } from '../retire.ts';

/** A status that is neither Active nor Inactive is not understood, and what is not understood is not touched. */
export const unknownStatusRule: Rule = (context) => {
  if (context.key.status !== 'unknown') return undefined;
  return held(context, { action: 'none', reason: 'KEY_STATUS_UNKNOWN', evidence: keyEvidence(context) }, [
    { gate: 'key-status', state: 'blocked', detail: 'IAM reports a status that Keyturn does not know' },
  ]);
};
