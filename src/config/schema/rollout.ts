import { z } from 'zod';
import type { FreezeWindow } from '../../domain/rollout.ts';
import { field, list, text } from './field.ts';
import { time } from './instant.ts';
import { accountId, unitId } from './names.ts';
import { nonEmpty } from './selector.ts';

/** Times in which nothing is begun. */
export const freezeList: z.ZodType<readonly FreezeWindow[] | undefined> = field(
  list(freezeWindow()),
  'Times in which no change is begun; what began before is finished, and undo works. They may overlap.',
);

function freezeWindow(): z.ZodType<FreezeWindow> {
  return z
    .strictObject(
      {
        from: time().meta({ description: 'When it begins: a day, in UTC, or a time with its zone.' }),
        until: time().meta({ description: 'When it ends, written in the same way.' }),
        reason: field(
          text(/\S/, () => 'Write a sentence.'),
          'Why; shown with every change that waits.',
        ),
        accounts: field(
          nonEmpty(accountId()),
          'Only in these accounts. Without accounts and units, it holds everywhere.',
        ),
        organizationalUnits: field(
          nonEmpty(unitId()),
          'Only, or also, in the accounts of these organizational units, nested ones included.',
        ),
      },
      { error: () => 'Write `{from: 2027-12-20, until: 2028-01-03, reason: …}`.' },
    )
    .transform((given) => given as FreezeWindow);
}
