import type { z } from 'zod';
import type { Scope } from '../settings.ts';
import { field, type Given, list, section } from './field.ts';
import { accountId, unitId } from './names.ts';

/** Which accounts are looked at. */
export const scopeSection: z.ZodType<Given<Scope> | null | undefined> = section(
  'Which accounts are looked at. Account ids are written in quotes.',
  {
    accounts: field(list(accountId()), 'Only these accounts; empty means all.'),
    excludeAccounts: field(list(accountId()), 'Never these accounts; reports show them as excluded.'),
    organizationalUnits: field(
      list(unitId()),
      'Only accounts in these organizational units, nested ones included; empty means all.',
    ),
    excludeOrganizationalUnits: field(
      list(unitId()),
      'Never accounts in these organizational units, nested ones included.',
    ),
  },
);
