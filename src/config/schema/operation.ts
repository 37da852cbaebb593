import type { z } from 'zod';
import type { Settings } from '../settings.ts';
import { count, field, flag, type Given, section } from './field.ts';
import { filePath } from './names.ts';

/** Where Keyturn remembers what it saw and did. */
export const ledgerSection: z.ZodType<Given<Settings['ledger']> | null | undefined> = section(
  'Where Keyturn remembers what it saw, did and promised.',
  {
    path: field(
      filePath().refine((path) => !path.startsWith(':') && !path.startsWith('file:'), {
        message: 'is no file that is kept',
      }),
      'File of the ledger, from the working directory; made when it is missing. Keep it: grace periods are counted from it.',
    ),
  },
);

/** Where notices go. */
export const notifySection: z.ZodType<Given<Settings['notify']> | null | undefined> = section(
  'Where notices go. Neither of these counts as having told the owner of a key.',
  {
    console: field(flag(), 'Whether notices are printed.'),
    file: field(filePath(), 'File that notices are appended to.'),
  },
);

/** How much is done at once. */
export const concurrencySection: z.ZodType<Given<Settings['concurrency']> | null | undefined> = section(
  'How much is done at once.',
  { accounts: field(count(), 'Accounts that are worked on at the same time.') },
);
