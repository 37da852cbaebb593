import {
  hubRolePolicy,
  memberTrust,
  readRolePolicy,
  rotateRolePolicy,
} from '../../permissions/member-roles.ts';
import type { RoleDefinition } from '../../sandbox/index.ts';

/** The role in the management account that Keyturn runs as. */
export const HUB_ROLE = 'KeyturnHub';
const READ_ROLE = 'KeyturnRead';
const ROTATE_ROLE = 'KeyturnRotate';

/** Which organization the roles are for. */
export interface RoleScope {
  readonly organizationId: string;
  readonly hubAccountId: string;
}

/** The hub role, and the right to read the hub's own account, where Keyturn assumes nothing. */
export function hubRoles(scope: RoleScope): readonly RoleDefinition[] {
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  };
  const policies = [
    hubRolePolicy({ hubAccountId: scope.hubAccountId, readRole: READ_ROLE, rotateRole: ROTATE_ROLE }),
    readRolePolicy({ accountId: scope.hubAccountId }),
  ];
  return [{ name: HUB_ROLE, trust, policies }];
}

/** The roles that Keyturn's templates put into a member account. */
export function memberRoles(accountId: string, scope: RoleScope): readonly RoleDefinition[] {
  const hubRoleArn = `arn:aws:iam::${scope.hubAccountId}:role/${HUB_ROLE}`;
  const trust = memberTrust({ hubRoleArn, organizationId: scope.organizationId });
  return [
    { name: READ_ROLE, trust, policies: [readRolePolicy({ accountId })] },
    { name: ROTATE_ROLE, trust, policies: [rotateRolePolicy({ accountId, secretNamePattern: 'Account_*' })] },
  ];
}
