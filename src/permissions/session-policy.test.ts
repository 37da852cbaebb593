import { expect, it } from 'vitest';
import type { AccountId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';
import { secretName } from '../secrets/secret-names.ts';
import { SESSION_POLICY_LIMIT, sessionPolicy } from './session-policy.ts';

it('keeps within AWS’s limit for the longest user name, path, partition and Region', () => {
  const id = '111122223333' as AccountId;
  // Commas are written as two characters in the name of a secret.
  const userName = ','.repeat(64);
  const scope = {
    account: { id, name: '', email: '', state: 'ACTIVE', organizationalUnits: [] },
    userName,
    userArn: `arn:aws-us-gov:iam::${id}:user/${'p'.repeat(510)}/${userName}`,
    secretName: secretName('Account_{account}_User_{user}_AccessKey', { accountId: id, userName }),
    until: instant(0),
    sessionId: 'any',
  };
  expect(sessionPolicy(scope, 'ap-southeast-99').length).toBeLessThanOrEqual(SESSION_POLICY_LIMIT);
});
