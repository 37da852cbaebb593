import type { z } from 'zod';
import type { Scope } from '../../domain/settings.ts';
import { field, type Given, list, section } from './field.ts';
import { accountId, unitId } from './names.ts';
import { pathGlob, userGlob } from './selector.ts';
import { tag } from './tag.ts';

/** Which accounts and users are looked at. */
export const scopeSection: z.ZodType<Given<Scope> | null | undefined> = section(
  'Which accounts and users are looked at. Account ids are written in quotes.',
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
    accountTags: field(list(tag()), 'Only accounts that have all of these tags; empty means all.'),
    users: field(
      list(userGlob()),
      'Only users of these names; `*` and `?` are wildcards, and empty means all. Users outside are not looked at, nor counted.',
    ),
    paths: field(
      list(pathGlob()),
      'Only users with these paths, such as `/ci/**`; `*` stays within one level, `**` does not, and empty means all.',
    ),
  },
);
