import { describe, expect, it } from 'vitest';
import type { AccessKeyId, AccountId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';
import { type LostKeyFact, lostKeyFix } from './lost-key-text.ts';

const subject = { accountId: '111122223333' as AccountId, userName: 'deploy' };
const secretArn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:Account_1_User_x-aBcDeF';
const lost = (more: Partial<LostKeyFact> = {}): LostKeyFact => ({
  kind: 'key-not-fetchable',
  keyId: 'AKIAIOSFODNN7EXAMPLE' as AccessKeyId,
  secretArn,
  loss: 'gone',
  since: instant(0),
  alone: true,
  ...more,
});
const FORCE = 'keyturn force --account 111122223333 --user deploy --reason TEXT --enforce';

describe('what to do about a key that nobody can fetch', () => {
  it('names the command that makes a new one', () => {
    expect(lostKeyFix(lost(), subject)).toContain(FORCE);
  });

  it('brings the secret back where that can still be done', () => {
    expect(lostKeyFix(lost({ loss: 'scheduled-for-deletion' }), subject)).toContain(
      `aws secretsmanager restore-secret --secret-id ${secretArn} --region eu-west-1`,
    );
  });

  it('makes room first beside another key, and never without a look whether the key is in use', () => {
    const fix = lostKeyFix(lost({ alone: false }), subject);
    expect(fix.indexOf('CloudTrail')).toBeLessThan(fix.indexOf('delete it'));
    expect(fix.indexOf('delete it')).toBeLessThan(fix.indexOf(FORCE));
  });

  it('says what else to do for an exempt user', () => {
    expect(lostKeyFix(lost(), subject, { exempt: true })).toContain('suspend the exemption');
  });

  it('puts no name into a command that a shell could misread', () => {
    const fix = lostKeyFix(lost({ loss: 'scheduled-for-deletion', secretArn: 'arn:$(id)' }), {
      ...subject,
      userName: '$(id)',
    });
    expect(fix).not.toContain('$(id)');
    expect(fix).toContain('--secret-id SECRET');
    expect(fix).toContain('--user USER');
  });
});
