import type { z } from 'zod';
import type { ConcurrencySettings, ReadingSettings, Settings } from '../../domain/settings.ts';
import { HOUR, MINUTE, SECOND } from '../../domain/time.ts';
import { duration } from './duration.ts';
import { count, field, flag, type Given, section } from './field.ts';
import { filePath } from './names.ts';

/** Where Keyturn remembers what it saw and did. */
export const ledgerSection: z.ZodType<Given<Settings['ledger']> | null | undefined> = section(
  'Where Keyturn remembers what it saw, did and promised.',
  {
    path: field(
      filePath().refine((path) => !path.startsWith(':') && !path.startsWith('file:'), {
        message: 'is not a file that is kept',
      }),
      'File of the ledger; made when it is missing. Without one: `keyturn/ledger-ID.sqlite` in `$XDG_STATE_HOME`, else in `~/.local/state`, where ID is `organization.id`, else the caller’s account. Keep it: grace periods are counted from it.',
    ),
  },
);

/** Where notices go. */
export const notifySection: z.ZodType<Given<Settings['notify']> | null | undefined> = section(
  'Where notices go. Neither of these counts as telling the owner of a key.',
  {
    console: field(flag(), 'Whether notices are printed.'),
    file: field(filePath(), 'File that notices are appended to.'),
  },
);

/** How much is done at once. */
export const concurrencySection: z.ZodType<Given<ConcurrencySettings> | null | undefined> = section(
  'How much is done at once.',
  {
    accounts: field(count(), 'Accounts that are worked on at the same time.'),
    requestsPerSecond: field(
      count(),
      'Requests a second in one account at most; Keyturn starts at 10 or less (above 100, at a tenth), and slows down when AWS throttles. Everybody in an account shares the same IAM limit.',
    ),
    requestTimeout: field(
      duration({ atLeast: SECOND, because: 'AWS needs some time to answer' }).refine(
        (length) => length <= 5 * MINUTE,
        { message: 'is too long: write `5m` or less, since a user is leased for 15 minutes' },
      ),
      'How long AWS may take to answer one request. What a change that was not answered has done counts as unknown, and is looked up by a later run.',
    ),
  },
);

/** How much is read, and how often. */
export const readingSection: z.ZodType<Given<ReadingSettings> | null | undefined> = section(
  'How much is read, and how often.',
  {
    credentialReport: field(
      flag(),
      'Whether IAM’s credential report tells which users need to be read; false reads every user in every run.',
    ),
    sweepEvery: field(
      duration({
        atLeast: HOUR,
        because: 'that is a full reading in every run, as with `credentialReport: false`',
      }),
      'Every user is read again at least this often, whatever the report says.',
    ),
  },
);
