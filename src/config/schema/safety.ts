import type { z } from 'zod';
import type { SafetySettings } from '../settings.ts';
import { count, field, flag, type Given, section } from './field.ts';
import { parameterName } from './names.ts';

/** `safety` as a document may give it. */
export interface SafetyDocument extends Given<Omit<SafetySettings, 'killSwitch'>> {
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
    killSwitch: section('Stops every change but undo. Reading and reporting go on.', {
      engaged: field(flag(), 'true stops every change.'),
      parameter: field(
        parameterName(),
        'Name of an SSM parameter that does the same: any value but `off` stops every change, and so does a parameter that cannot be read.',
      ),
    }),
  },
);
