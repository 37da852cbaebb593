import type { z } from 'zod';
import type { Policy } from '../../domain/policy.ts';
import { days, hours, SECOND } from '../../domain/time.ts';
import { duration, durationOrOff } from './duration.ts';
import { field, type Given, list, oneOf, section } from './field.ts';

/** `policy` as a document may give it. */
export interface PolicyDocument extends Given<Omit<Policy, 'inUse'>> {
  readonly inUse?: Given<Policy['inUse']> | null | undefined;
}

/** A schema for every field of a policy. */
export type PolicyShape = {
  readonly [Name in keyof PolicyDocument]-?: z.ZodType<PolicyDocument[Name]>;
};

/** When keys are replaced, deactivated and deleted. */
export const policySection: z.ZodType<PolicyDocument | null | undefined> = section(
  'When keys are replaced, deactivated and deleted. Durations are a whole number and a unit: 90d, 24h, 30m.',
  policyShape(),
);

/** The fields of a policy, for the document's own and for those of overrides. */
export function policyShape(): PolicyShape {
  return {
    rotateAfter: field(
      duration({ atLeast: days(1), because: 'keys would be replaced at every run' }),
      'Age at which an active key is replaced.',
    ),
    installGrace: field(
      duration(),
      'From the day the replacement is available until the old key is deactivated: the time its owner has to install the new one.',
    ),
    recoveryGrace: field(
      duration({
        atLeast: days(1),
        because: 'between deactivation and deletion there is a day in which a mistake can be undone',
      }),
      'From deactivation until deletion; `keyturn undo` works until then. At least 1d.',
    ),
    warnBefore: field(
      list(duration({ atLeast: SECOND, because: 'a warning comes before the change' })),
      'How long before a change its owner is warned, in any order.',
    ),
    minNotice: field(
      duration(),
      'How long before a deactivation a notice of it must have been accepted by a channel. The longest warning comes at least one day before that.',
    ),
    quietPeriod: field(duration(), 'How long an old key must have been unused before it is deactivated.'),
    reportingLag: field(
      duration({ atLeast: hours(4), because: 'AWS may report a use of a key that much later' }),
      'Added to quietPeriod for the delay with which AWS reports a use of a key. At least 4h.',
    ),
    holdEscalateAfter: field(
      duration({ atLeast: SECOND, because: 'a hold is shown to its owner first' }),
      'Age at which a held change is escalated.',
    ),
    unusedFor: field(
      duration({ atLeast: days(1), because: 'last use is known to the day at best' }),
      'A key counts as unused when its owner has not used it for this long; of a replacement, neither it nor the keys before it. At least 1d.',
    ),
    unusedKeys: field(
      oneOf(['retire', 'replace', 'keep']),
      'What happens to an unused key that is due: retire (deactivate, later delete, no replacement), replace it like any other, or keep it.',
    ),
    inUse: section('What happens when the old key is still in use on the day of its deactivation.', {
      extend: field(
        duration(),
        'One extension, with notices of its own; 0d for none. With `afterwards: deactivate` it must leave room for minNotice and one day.',
      ),
      afterwards: field(
        oneOf(['hold', 'deactivate']),
        'After the extension: hold the change and show it, or deactivate the key although it is in use.',
      ),
    }),
    adoption: field(
      oneOf(['required-or-quiet', 'not-required']),
      'Whether an old key waits for `adoptionWait` when it was in use in the 45 days before its replacement and nobody has used the replacement.',
    ),
    adoptionWait: field(
      duration(),
      'How long the old key waits for its replacement to be used, counted from the end of `installGrace`; announced, and then it goes. At least `inUse.extend`, with which it is one date; 0d for none.',
    ),
    notice: field(
      oneOf(['required', 'not-required']),
      'Whether a key may be deactivated only after its owner was told in time. Console and file messages never count as telling.',
    ),
    conflict: field(
      oneOf(['block', 'retire-least-recently-used', 'retire-oldest']),
      'Which of two active keys goes when both are due and neither replaces the other: none of them (block: a visible hold), the one used longest ago, or the older one; it is announced, deactivated, then deleted.',
    ),
    inactiveCleanup: field(
      durationOrOff({ atLeast: days(1), because: 'a key may be inactive for a moment only' }),
      'Age since creation at which keys that were found inactive are deleted, once `recoveryGrace` has passed since they were first seen inactive; off leaves them alone.',
    ),
  };
}
