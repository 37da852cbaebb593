import type { z } from 'zod';
import type { OrganizationSettings } from '../settings.ts';
import { field, type Given, oneOf, section } from './field.ts';
import { roleName } from './names.ts';

/** How accounts are found and entered. */
export const organizationSection: z.ZodType<Given<OrganizationSettings> | null | undefined> = section(
  'How accounts are found and entered.',
  {
    mode: field(
      oneOf(['organization', 'this-account']),
      'organization looks at every account of the organization; this-account only at the account of the caller, without assuming a role.',
    ),
    readRole: field(
      roleName(),
      'Name of the role that is assumed to read, in every account but the caller’s own.',
    ),
    rotateRole: field(
      roleName(),
      'Name of the role that is assumed to change the keys of one user; may be the same role.',
    ),
  },
);
