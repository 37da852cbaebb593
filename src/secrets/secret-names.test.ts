import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AccessKeyId } from '../domain/ids.ts';
import { placeholderVersionId, secretName, userNameOf, versionIdOf } from './secret-names.ts';

const FORMAT = 'Account_{account}_User_{user}_AccessKey';
const userName = fc.string({ unit: fc.constantFrom(...'abcXYZ019+=,.@-_'), minLength: 1, maxLength: 64 });

it('maps every IAM user name to a name that Secrets Manager takes, and back', () => {
  fc.assert(
    fc.property(userName, (name) => {
      const secret = secretName(FORMAT, { accountId: '111122223333', userName: name });
      expect(secret).toMatch(/^[A-Za-z0-9/_+=.@-]{1,512}$/);
      expect(secret).not.toMatch(/-.{6}$/);
      expect(userNameOf(FORMAT, secret)).toBe(name);
    }),
  );
});

it('gives different users different secrets', () => {
  fc.assert(
    fc.property(userName, userName, (one, two) => {
      const of = (name: string) => secretName(FORMAT, { accountId: '111122223333', userName: name });
      expect(of(one) === of(two)).toBe(one === two);
    }),
  );
});

it('carries the key id in the version id, in 32 to 64 characters', () => {
  expect(versionIdOf('AKIAIOSFODNN7EXAMPLE' as AccessKeyId)).toBe('keyturn-key-AKIAIOSFODNN7EXAMPLE');
  for (const id of ['a', 'ledger', 'x'.repeat(100)]) {
    expect(placeholderVersionId(id).length).toBeGreaterThanOrEqual(32);
    expect(placeholderVersionId(id).length).toBeLessThanOrEqual(64);
  }
});
