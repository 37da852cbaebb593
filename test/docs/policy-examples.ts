import type { AccountId } from '../../src/domain/ids.ts';
import { instant } from '../../src/domain/time.ts';
import {
  hubRolePolicy,
  memberTrust,
  readRolePolicy,
  rotateRolePolicy,
} from '../../src/permissions/member-roles.ts';
import { secretPolicy } from '../../src/permissions/secret-policy.ts';
import { sessionPolicy } from '../../src/permissions/session-policy.ts';
import { secretName } from '../../src/secrets/secret-names.ts';

const HUB = '444455556666';
const MEMBER = '111122223333' as AccountId;
const USER = { userName: 'deploy', userArn: `arn:aws:iam::${MEMBER}:user/deploy` };

/** The policies of docs/iam-permissions.md, by the name in the comment before each block, as the code makes them. */
export const POLICY_EXAMPLES: Readonly<Record<string, unknown>> = {
  hub: hubRolePolicy({ hubAccountId: HUB, readRole: 'KeyturnRead', rotateRole: 'KeyturnRotate' }),
  trust: memberTrust({
    hubRoleArn: `arn:aws:iam::${HUB}:role/KeyturnHub`,
    organizationId: 'o-exampleorgid',
  }),
  read: readRolePolicy({ accountId: MEMBER }),
  rotate: rotateRolePolicy({ accountId: MEMBER, secretNamePattern: 'Account_*' }),
  session: JSON.parse(exampleSession()),
  secret: JSON.parse(
    secretPolicy({ arn: USER.userArn, userId: 'AIDACKCEVSQ6C2EXAMPLE' }, [
      `arn:aws:iam::${MEMBER}:role/KeyRecovery`,
    ]),
  ),
};

function exampleSession(): string {
  const account = { id: MEMBER, name: 'example', email: '', state: 'ACTIVE', organizationalUnits: [] };
  const name = secretName('Account_{account}_User_{user}_AccessKey', { accountId: MEMBER, ...USER });
  const until = instant(Date.parse('2027-01-31T13:15:00Z'));
  return sessionPolicy({ ...USER, account, secretName: name, until, sessionId: 'example' }, 'eu-west-1');
}
