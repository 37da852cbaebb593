import { expect, test } from 'vitest';
import { DAY, HOUR, instant, MINUTE, plus } from '../domain/time.ts';
import { withMaskedKeys } from './key-name.ts';
import { relativeTime } from './relative-time.ts';
import { counted, sentence } from './wording.ts';

const now = instant(Date.UTC(2026, 5, 30));

test.each([
  [-2 * HOUR, '2 hours ago'],
  [-MINUTE, 'less than an hour ago'],
  [0, 'less than an hour ago'],
  [30 * MINUTE, 'within an hour'],
  [3 * DAY, 'in 3 days'],
  [DAY, 'in 1 day'],
])('%d milliseconds from now: %s', (distance, text) => {
  expect(relativeTime(plus(now, distance), now)).toBe(text);
});

test('counts have a singular', () => {
  expect([counted(0, 'key'), counted(1, 'key'), counted(2, 'key')]).toEqual(['0 keys', '1 key', '2 keys']);
  expect(counted(2, 'hold needs', 'holds need')).toBe('2 holds need');
});

test('a sentence has one full stop', () => {
  expect(sentence('access denied. ')).toBe('Access denied.');
  expect(sentence('access denied')).toBe('Access denied.');
});

test('key ids in messages of AWS are masked, and other capitals are not', () => {
  const text =
    'The Access Key with id AKIAIOSFODNN7EXAMPLE cannot be found (ROLE_NOT_ASSUMABLE, AIDAEXAMPLE)';
  expect(withMaskedKeys(text)).toBe(
    'The Access Key with id …MPLE cannot be found (ROLE_NOT_ASSUMABLE, AIDAEXAMPLE)',
  );
  expect(withMaskedKeys(text, { fullIds: true })).toBe(text);
});
