import type { z } from 'zod';
import type { Canary } from '../../domain/rollout.ts';
import type { SafetySettings } from '../../domain/settings.ts';
import { HOUR, MINUTE } from '../../domain/time.ts';
import { duration } from './duration.ts';
import { count, field, flag, type Given, list, section } from './field.ts';
import { accountId, parameterName, unitId } from './names.ts';
import { freezeList } from './rollout.ts';

/** `safety` as a document may give it. */
export interface SafetyDocument extends Given<Omit<SafetySettings, 'killSwitch' | 'canary'>> {
  readonly canary?: Given<Canary> | null | undefined;
  readonly killSwitch?: Given<SafetySettings['killSwitch']> | null | undefined;
}

/** Limits of what one run may change. */
export const safetySection: z.ZodType<SafetyDocument | null | undefined> = section(
  'Limits of what one run may change, and the switch that stops all of it.',
  {
    maxChangesPerRun: field(
      count(),
      'Changes that one run makes at most; the rest is held until the next run.',
    ),
    maxChangesPerAccount: field(count(), 'Changes that one run makes at most in one account.'),
    planExpiry: field(
      duration({ atLeast: MINUTE, because: 'a plan must be read before it is applied' }),
      'For how long a saved plan may be applied.',
    ),
    freeze: freezeList,
    canary: section(
      'Accounts that are changed first; the others wait until these have gone without a failure for a while.',
      {
        accounts: field(list(accountId()), 'These accounts go first.'),
        organizationalUnits: field(
          list(unitId()),
          'The accounts in these organizational units go first, nested ones included.',
        ),
        for: field(
          duration({ atLeast: HOUR, because: 'the others would hardly wait' }),
          'For how long they must have gone without a failure.',
        ),
      },
    ),
    killSwitch: section('Stops every change but undo. Reading and reporting continue.', {
      engaged: field(flag(), 'true stops every change.'),
      parameter: field(
        parameterName(),
        'Name of an SSM parameter that does the same: any value but `off` stops every change, and so does a parameter that cannot be read.',
      ),
    }),
  },
);
