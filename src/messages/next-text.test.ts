import { expect, test } from 'vitest';
import type { Decision } from '../domain/decision.ts';
import type { AccessKeyId, AccountId, UserId } from '../domain/ids.ts';
import { nextActOf } from '../domain/next-act.ts';
import { days, instant, plus } from '../domain/time.ts';
import { aheadText, nextText } from './next-text.ts';

const now = instant(Date.UTC(2026, 5, 30));
const plannedFor = plus(now, days(5));

function decision(rest: Pick<Decision, 'action'> & Partial<Decision>): Decision {
  return {
    accountId: '111122223333' as AccountId,
    userId: 'AIDAEXAMPLE' as UserId,
    userName: 'deploy',
    keyId: 'AKIAIOSFODNN7EXAMPLE' as AccessKeyId,
    reason: 'EXPIRED_ACTIVE_KEY',
    evidence: [],
    ...rest,
  };
}

const warning = { pending: 'deactivate', plannedFor, step: days(7), kind: 'warning' } as const;
const ahead = (given: Decision): string | undefined => aheadText(given, nextActOf(given, now));

test.each([
  ['KEY_WITHIN_LIMITS', 'reaches its age limit'],
  ['KEY_PENDING_ROTATION', 'will be replaced'],
  ['KEY_PENDING_DEACTIVATION', 'will be deactivated'],
  ['UNUSED_KEY_PENDING_DELETION', 'will be deactivated'],
  ['KEY_PENDING_DELETION', 'will be deleted'],
  ['KEY_PENDING_EXPIRATION_CONFLICT', 'reaches its age limit, with a second active key'],
  ['EXEMPT', undefined],
] as const)('%s: what lies ahead', (reason, text) => {
  expect(ahead(decision({ action: 'none', reason }))).toBe(text);
});

test('what a warning announces lies ahead, whatever its reason', () => {
  expect(ahead(decision({ action: 'warn', warning }))).toBe('will be deactivated');
});

test('with a second active key there will be no replacement, whatever the warning is called', () => {
  const reason = 'KEY_PENDING_EXPIRATION_CONFLICT';
  const given = decision({ action: 'warn', reason, warning: { ...warning, pending: 'rotate' } });
  expect(ahead(given)).toBe('reaches its age limit, with a second active key');
});

test('a key that was passed over for another one will be deactivated', () => {
  const keyId = 'AKIAI44QH8DHBEXAMPLE' as AccessKeyId;
  const evidence = [{ kind: 'replacement', keyId, by: 'person', since: plannedFor }] as const;
  const given = decision({ action: 'none', reason: 'KEY_PENDING_EXPIRATION_CONFLICT', evidence });
  expect(ahead(given)).toBe('will be deactivated');
});

test('a date that comes to nothing is no promise, and says what would make it one', () => {
  const given = decision({ action: 'warn', warning, unheard: true });
  const next = nextActOf(given, now);
  expect(next).toEqual({ kind: 'held-then', change: 'deactivate', at: plannedFor });
  expect(nextText(given, next)).toBe(
    'its deactivation will be held on 2026-07-05, when it is due: no channel that reaches owners is set up. Tell the owner yourself and set `policy.notice: not-required`.',
  );
});

test('a date that is over is none', () => {
  const given = decision({ action: 'none', reason: 'KEY_PENDING_DELETION', due: plus(now, -1) });
  expect(nextActOf(given, now)).toEqual({ kind: 'act', change: 'delete' });
});
