import { expect, test } from 'vitest';
import type { Decision } from '../domain/decision.ts';
import type { AccessKeyId, AccountId, UserId } from '../domain/ids.ts';
import type { ReportedDecision } from '../domain/report.ts';
import { days, instant } from '../domain/time.ts';
import { actionText } from './action-text.ts';
import { outcomeLabel, outcomeText } from './outcome-text.ts';

const plannedFor = instant(Date.UTC(2026, 6, 5));

function decision(rest: Pick<Decision, 'action'> & Partial<ReportedDecision>): ReportedDecision {
  return {
    accountId: '111122223333' as AccountId,
    accountName: 'Production',
    userId: 'AIDAEXAMPLE' as UserId,
    userName: 'deploy',
    keyId: 'AKIAIOSFODNN7EXAMPLE' as AccessKeyId,
    reason: 'EXPIRED_ACTIVE_KEY',
    evidence: [],
    ...rest,
  };
}

function warning(
  pending: 'rotate' | 'deactivate' | 'delete',
  kind: 'warning' | 'extended' = 'warning',
): ReportedDecision {
  return decision({ action: 'warn', warning: { pending, plannedFor, step: days(7), kind } });
}

test.each([
  [decision({ action: 'rotate' }), 'Replace the key'],
  [decision({ action: 'deactivate' }), 'Deactivate the key'],
  [decision({ action: 'delete' }), 'Delete the key'],
  [decision({ action: 'repair', repair: 'finish-promotion' }), 'Finish the handover of the replacement'],
  [decision({ action: 'repair' }), 'Repair an interrupted change'],
  [decision({ action: 'hold', held: 'deactivate' }), 'Held: deactivate the key'],
  [
    decision({ action: 'hold', held: 'repair', repair: 'discard-delete' }),
    'Held: delete a key that was never handed over',
  ],
  [decision({ action: 'hold' }), 'Held: nothing is done'],
  [decision({ action: 'none' }), 'Nothing'],
  [decision({ action: 'none', reason: 'EXEMPT' }), 'Nothing: exempt'],
  [decision({ action: 'warn' }), 'Warn the owner'],
  [warning('delete'), 'Warn the owner: the key will be deleted on 2026-07-05'],
  [
    warning('deactivate', 'extended'),
    'Postpone the deactivation to 2026-07-05 and tell the owner: the key is still in use',
  ],
])('%#: %s', (given, text) => {
  expect(actionText(given)).toBe(text);
});

test('outcomes in a word and in a sentence', () => {
  const failed = {
    status: 'failed',
    code: 'NoSuchEntity',
    why: 'AKIAIOSFODNN7EXAMPLE is not there',
  } as const;
  const deferred = { status: 'deferred', why: 'another run is working on this user' } as const;
  expect(outcomeLabel(decision({ action: 'rotate' }))).toBe('rotate');
  expect(outcomeText(decision({ action: 'rotate' }))).toBeUndefined();
  expect(outcomeLabel(decision({ action: 'rotate', outcome: { status: 'done' } }))).toBe('replaced');
  expect(outcomeText(decision({ action: 'rotate', outcome: { status: 'done' } }))).toBe('Done.');
  expect(outcomeLabel(decision({ action: 'delete', outcome: { status: 'stale' } }))).toBe('outdated');
  expect(outcomeText(decision({ action: 'delete', outcome: { status: 'stale' } }))).toContain(
    'decides again',
  );
  expect(outcomeLabel(decision({ action: 'rotate', outcome: deferred }))).toBe('deferred');
  expect(outcomeText(decision({ action: 'rotate', outcome: deferred }))).toMatch(/on this user\.$/);
  expect(outcomeLabel(decision({ action: 'rotate', outcome: failed }))).toBe('failed');
  expect(outcomeText(decision({ action: 'rotate', outcome: failed }))).toBe(
    'Failed (NoSuchEntity): …MPLE is not there.',
  );
  expect(outcomeLabel(warning('rotate'))).toBe('warn');
  expect(outcomeLabel(warning('deactivate', 'extended'))).toBe('postponed');
});
