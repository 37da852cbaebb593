import type { z } from 'zod';
import type { OrganizationSettings } from '../../domain/settings.ts';
import { field, type Given, oneOf, section } from './field.ts';
import { accountId, organizationId, roleName } from './names.ts';

/** `organization` as a document may give it. */
export interface OrganizationDocument extends Given<Omit<OrganizationSettings, 'list'>> {
  /** One name for the role that lists, the one that reads and the one that changes keys. */
  readonly role?: string | undefined;
  readonly list?: Given<NonNullable<OrganizationSettings['list']>> | null | undefined;
}

/** How accounts are found and entered. */
export const organizationSection: z.ZodType<OrganizationDocument | null | undefined> = section(
  'How accounts are found and entered.',
  {
    mode: field(
      oneOf(['organization', 'this-account']),
      'organization looks at every account of the organization; this-account only at the account of the caller, without assuming a role.',
    ),
    id: field(
      organizationId(),
      'Id that the organization must have: a run that lists another one stops. Without one, it is not checked.',
    ),
    role: field(
      roleName(),
      'One name for readRole, rotateRole and list.role, where one role serves all; each of them may still be named by itself.',
    ),
    readRole: field(
      roleName(),
      'Name of the role that is assumed to read, in every account but the caller’s own.',
    ),
    rotateRole: field(
      roleName(),
      'Name of the role that is assumed to change the keys of one user; may be the same role.',
    ),
    list: section(
      'Where the organization is listed. Without it, the caller’s own credentials list the accounts.',
      {
        accountId: field(
          accountId(),
          'Account in which a role is assumed to list the accounts: the management account, or a delegated administrator.',
        ),
        role: field(roleName(), 'Name of that role; without one, `organization.role`.'),
      },
    ),
    onListDenied: field(
      oneOf(['fail', 'this-account']),
      'What happens when listing the accounts is denied: the run fails, or looks at the account of the caller only.',
    ),
  },
);
