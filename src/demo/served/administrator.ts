import type { AccountDefinition, RoleDefinition } from '../../sandbox/index.ts';

/** The role that may do everything in a served organization's accounts; hand work needs more than Keyturn does. */
export const ADMINISTRATOR_ROLE = 'SandboxAdministrator';

/** Adds the administrator to an account; the administrator of the hub may assume those of all others. */
export function withAdministrator(account: AccountDefinition, hubAccountId: string): AccountDefinition {
  const administrator: RoleDefinition = {
    name: ADMINISTRATOR_ROLE,
    trust: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${hubAccountId}:root` },
          Action: 'sts:AssumeRole',
        },
      ],
    },
    policies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
    maxSessionSeconds: 43_200,
  };
  return { ...account, roles: [...(account.roles ?? []), administrator] };
}
