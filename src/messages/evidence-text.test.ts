import { expect, test } from 'vitest';
import type { Evidence } from '../domain/decision.ts';
import type { AccessKeyId } from '../domain/ids.ts';
import { DAY, days, HOUR, hours, instant, plus } from '../domain/time.ts';
import { evidenceText } from './evidence-text.ts';

const now = instant(Date.UTC(2026, 5, 30, 12));
const keyId = 'AKIAIOSFODNN7EXAMPLE' as AccessKeyId;
const LOST_ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:Account_1_User_x-aBcDeF';
const used = (ago: number, service = 's3', region = 'eu-west-1'): Evidence => ({
  kind: 'last-used',
  keyId,
  lastUsed: { kind: 'used', at: plus(now, -ago), service, region },
});

const cases: readonly (readonly [Evidence, string])[] = [
  [{ kind: 'key-age', keyId, age: days(97), limit: days(90) }, 'key …MPLE is 97 days old, limit 90'],
  [{ kind: 'key-age', keyId, age: hours(30), limit: hours(36) }, 'key …MPLE is 1 day old, limit 1 day'],
  [used(2 * HOUR), 'last used 2 hours ago by s3 in eu-west-1'],
  [used(5 * DAY, 'iam', 'N/A'), 'last used 5 days ago by iam'],
  [used(0, 'N/A', 'N/A'), 'last used less than an hour ago'],
  [{ kind: 'last-used', keyId, lastUsed: { kind: 'never-used' } }, 'never used'],
  [
    { kind: 'last-used', keyId, lastUsed: { kind: 'unknown', why: 'Throttling' } },
    'last use unknown (Throttling)',
  ],
  [
    { kind: 'replacement', keyId, by: 'keyturn', since: now },
    'its replacement …MPLE was proven and handed over on 2026-06-30, and not used yet',
  ],
  [
    { kind: 'replacement', keyId, by: 'keyturn', since: plus(now, -3 * DAY), adoptedAt: now },
    'its replacement …MPLE was proven and handed over on 2026-06-27, and first used on 2026-06-30',
  ],
  [{ kind: 'replacement', keyId, by: 'person', since: now }, 'key …MPLE has replaced it since 2026-06-30'],
  [
    { kind: 'inactive-since', keyId, since: plus(now, -3 * DAY), soak: days(10) },
    'inactive since 2026-06-27, recovery time 10 days',
  ],
  [{ kind: 'keys', active: 2, inactive: 1, unknown: 0 }, 'the user has 3 keys: 2 active, 1 inactive'],
  [
    { kind: 'exempt', by: 'group Exempt', instead: 'rotate', because: 'EXPIRED_ACTIVE_KEY' },
    'exempt by group Exempt; otherwise: rotate (at its age limit)',
  ],
  [
    { kind: 'discarded', keyId, why: 'no answer about AKIAIOSFODNN7EXAMPLE' },
    'made by Keyturn and not handed over: no answer about …MPLE',
  ],
  [
    { kind: 'relaxed', option: 'inUse.afterwards', clause: 'quiet' },
    'the setting inUse.afterwards turns off the condition “quiet”',
  ],
  [
    { kind: 'secret-of-others', secretArn: 'arn:x', after: '{}', denies: false },
    'the secret was made by others and would be taken over; its readers keep their access, also those with an identity policy, whom Keyturn cannot see',
  ],
  [
    { kind: 'secret-of-others', secretArn: 'arn:x', after: '{}', denies: true },
    'the secret was made by others and would be taken over; everybody but the owner and delivery.readers is denied, also readers with an identity policy',
  ],
  [
    { kind: 'secret-unread', why: 'AccessDenied' },
    'its secret or the policy of it could not be read: AccessDenied',
  ],
  ...(
    [
      ['gone', 'its secret Account_1_User_x is gone'],
      ['scheduled-for-deletion', 'its secret Account_1_User_x is scheduled for deletion'],
      ['overwritten', 'somebody put another value into its secret Account_1_User_x'],
      ['version-gone', 'its secret Account_1_User_x does not hold it any more'],
    ] as const
  ).map(([loss, happened]): readonly [Evidence, string] => [
    { kind: 'key-not-fetchable', keyId, secretArn: LOST_ARN, loss, since: now, alone: true },
    `nobody can fetch key …MPLE any more: ${happened}, and nobody has used the key`,
  ]),
];

test.each(cases)('%o', (evidence, text) => {
  expect(evidenceText(evidence, { now })).toBe(text);
});

test('key ids are whole when asked for', () => {
  const evidence: Evidence = { kind: 'key-age', keyId, age: days(97), limit: days(90) };
  expect(evidenceText(evidence, { now, fullIds: true })).toContain('AKIAIOSFODNN7EXAMPLE');
});
