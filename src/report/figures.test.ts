import { expect, test } from 'vitest';
import { heldBy, SAMPLE_NOW, type SampleKey, sampleDecision } from '../../test/support/report/sample-keys.ts';
import { samplePlan, sampleReport } from '../../test/support/report/sample-report.ts';
import type { AccountId } from '../domain/ids.ts';
import { ageOf, isOverLimit, limitOf, needsPerson, statusAfter } from '../domain/key-facts.ts';
import type { ReportedDecision } from '../domain/report.ts';
import { days } from '../domain/time.ts';
import { totalsOf } from '../domain/totals.ts';
import { coverageStatement, coverageText } from './coverage-text.ts';
import { verdictOf } from './verdict.ts';

function key(rest: Partial<SampleKey>): ReportedDecision {
  const base = { seed: 1, user: 'deploy', age: 100, action: 'none', reason: 'KEY_WITHIN_LIMITS' } as const;
  return sampleDecision({ id: '111122223333', name: 'Production' }, { ...base, ...rest });
}

test('the sample is counted', () => {
  const totals = totalsOf(sampleReport());
  expect(totals.accounts).toEqual({ scanned: 10, excluded: 1, failed: 1 });
  expect(totals.outcomes).toEqual({ done: 6, failed: 1, deferred: 1, stale: 1 });
  expect(totals).toMatchObject({ failedUsers: 1, needPerson: 4, escalated: 1 });
  expect(totals.actions.hold).toBe(5);
  expect(totals).toMatchObject({ exemptUsers: 5, exemptKeys: 5, advice: 8 });
});

test('a deleted key is not counted any more', () => {
  const deleted = key({ action: 'delete', reason: 'RECOVER_GRACE_PERIOD_END', outcome: { status: 'done' } });
  expect(totalsOf(sampleReport({ decisions: [deleted] })).keys).toBe(0);
  expect(totalsOf(sampleReport({ decisions: [deleted, key({ seed: 2 })] })).keys).toBe(1);
  const { outcome: _outcome, ...pending } = deleted;
  expect(totalsOf(sampleReport({ decisions: [pending] })).keys).toBe(1);
});

test('ages and limits come from the decision', () => {
  const { createdAt: _createdAt, ...without } = key({ age: 97 });
  expect(ageOf(without, SAMPLE_NOW)).toBe(97 * 86_400_000);
  expect(ageOf({ ...without, evidence: [] }, SAMPLE_NOW)).toBeUndefined();
  const { limit: _limit, ...unlimited } = without;
  expect(limitOf({ ...without, evidence: [], limit: days(60) })).toBe(days(60));
  expect(limitOf(unlimited)).toBe(days(90));
  expect(limitOf({ ...unlimited, evidence: [] })).toBeUndefined();
});

test('only keys that work are over the limit', () => {
  expect(isOverLimit(key({ age: 90 }), SAMPLE_NOW)).toBe(true);
  expect(isOverLimit(key({ age: 89 }), SAMPLE_NOW)).toBe(false);
  expect(isOverLimit(key({ keyStatus: 'inactive' }), SAMPLE_NOW)).toBe(false);
  const deactivated = { action: 'deactivate', reason: 'INSTALL_GRACE_PERIOD_END' } as const;
  expect(isOverLimit(key({ ...deactivated, outcome: { status: 'done' } }), SAMPLE_NOW)).toBe(false);
  expect(isOverLimit(key({ ...deactivated, outcome: { status: 'stale' } }), SAMPLE_NOW)).toBe(true);
});

test('the status after the run is what was done, else what was read', () => {
  const done = { outcome: { status: 'done' } } as const;
  const rest = { reason: 'INSTALL_GRACE_PERIOD_END', keyStatus: 'active' } as const;
  expect(statusAfter(key({ ...rest, action: 'deactivate', ...done }))).toBe('inactive');
  expect(statusAfter(key({ ...rest, action: 'deactivate' }))).toBe('active');
  expect(statusAfter(key({ ...rest, action: 'delete', ...done }))).toBe('gone');
  expect(statusAfter(key({ ...rest, action: 'rotate', ...done }))).toBe('active');
  expect(statusAfter(key({ keyStatus: 'unknown' }))).toBe('unknown');
});

test('where no status was read, the reason tells it', () => {
  const unread = (rest: Partial<SampleKey>): ReportedDecision => {
    const { keyStatus: _read, ...decision } = key(rest);
    return decision;
  };
  const exempt = {
    kind: 'exempt',
    by: 'group',
    instead: 'delete',
    because: 'RECOVER_GRACE_PERIOD_END',
  } as const;
  expect(statusAfter(unread({ reason: 'EXEMPT', more: [exempt] }))).toBe('inactive');
  expect(statusAfter(unread({ reason: 'KEY_STATUS_UNKNOWN' }))).toBe('unknown');
  expect(statusAfter(unread({ reason: 'UNFINISHED_ROTATION', action: 'repair' }))).toBe('unknown');
  expect(statusAfter(unread({ reason: 'DISCARDED_KEY' }))).toBe('inactive');
  const vain = { reason: 'DISCARDED_KEY', action: 'repair', repair: 'discard-deactivate' } as const;
  expect(statusAfter(unread(vain))).toBe('active');
  expect(statusAfter(unread({ reason: 'KEY_WITHIN_LIMITS' }))).toBe('active');
});

test('a hold needs a person unless everything in its way passes by itself in time', () => {
  const waiting = { gate: 'soak', state: 'waiting', detail: 'recovery grace' } as const;
  const blocked = { gate: 'notice', state: 'blocked', detail: 'no notice' } as const;
  expect(needsPerson(key(heldBy(waiting)))).toBe(false);
  expect(needsPerson(key(heldBy(waiting, blocked)))).toBe(true);
  expect(needsPerson(key({ ...heldBy(waiting), escalated: true }))).toBe(true);
  expect(needsPerson(key(heldBy()))).toBe(true);
  expect(needsPerson(key({}))).toBe(false);
});

test('coverage in one line', () => {
  expect(coverageStatement(sampleReport().coverage)).toBe(
    '12 accounts: 10 scanned, 1 user in them failed, 1 excluded (the account is SUSPENDED), 1 failed (ROLE_NOT_ASSUMABLE)',
  );
  const excluded = sampleReport().coverage.filter(({ outcome }) => outcome === 'excluded');
  const other = excluded.map((entry) => ({ ...entry, why: 'excluded by scope.excludeAccounts' }));
  expect(coverageStatement([...excluded, ...excluded, ...other] as typeof excluded)).toBe(
    '3 accounts: 0 scanned, 3 excluded (2 × the account is SUSPENDED; 1 × excluded by scope.excludeAccounts)',
  );
  expect(coverageText(samplePlan().coverage)).toBe(
    '11 accounts: 10 scanned, 1 excluded (the account is SUSPENDED)',
  );
});

test('coverage names what failed, without whole key ids', () => {
  const [first] = sampleReport().coverage;
  if (first?.outcome !== 'scanned') throw new Error('the sample has changed');
  const failedUsers = [{ userName: 'deploy', code: 'NoSuchEntity', why: 'AKIAIOSFODNN7EXAMPLE is gone' }];
  const text = coverageText([{ ...first, failedUsers }]);
  expect(text).toContain('  failed: deploy in Payments production, NoSuchEntity: …MPLE is gone.');
});

test('coverage says once what is alike of many accounts', () => {
  const why = 'the run was stopped by hand';
  const stopped = [1, 2, 3, 4, 5].map((place) => ({
    accountId: `11111111111${place}` as AccountId,
    name: `account-${place}`,
    outcome: 'failed' as const,
    code: 'INTERRUPTED',
    why,
    next: 'Run again.',
  }));
  const text = coverageText(stopped);
  expect(text.match(/stopped by hand/g)).toHaveLength(1);
  expect(text).toContain(
    'failed: account-1 (111111111111), account-2 (111111111112), account-3 (111111111113) and 2 more accounts, INTERRUPTED',
  );
});

test.each([
  [sampleReport(), 'bad', 'INCOMPLETE'],
  [samplePlan(), 'attention', 'Needs attention'],
  [{ ...samplePlan(), decisions: [] }, 'good', 'Within limits'],
] as const)('the verdict of sample %# is %s', (report, tone, word) => {
  expect(verdictOf(report, totalsOf(report))).toMatchObject({ tone, word });
});
