import { expect, test } from 'vitest';
import {
  heldBy,
  inDays,
  SAMPLE_NOW,
  type SampleKey,
  sampleDecision,
} from '../../test/support/report/sample-keys.ts';
import { sampleReport } from '../../test/support/report/sample-report.ts';
import type { ReportedDecision } from '../domain/report.ts';
import { type KeyFinding, keyFindings } from './key-findings.ts';

const blocked = heldBy({ gate: 'two-active-keys', state: 'blocked', detail: 'both in use' });
const waiting = heldBy({ gate: 'soak', state: 'waiting', detail: 'recovery grace' });
const EXEMPT = { kind: 'exempt', by: 'group', instead: 'rotate', because: 'EXPIRED_ACTIVE_KEY' } as const;

function key(rest: Partial<SampleKey>): ReportedDecision {
  const base = { seed: 1, user: 'deploy', age: 10, action: 'none', reason: 'KEY_WITHIN_LIMITS' } as const;
  return sampleDecision({ id: '111122223333', name: 'Production' }, { ...base, ...rest });
}

function findingOf(...decisions: readonly ReportedDecision[]): KeyFinding {
  const [first, ...others] = keyFindings(sampleReport({ decisions }));
  if (first === undefined || others.length > 0) throw new Error('one finding was expected');
  return first;
}

const failed = { outcome: { status: 'failed', code: 'PROOF_FAILED', why: 'no' } } as const;
const CASES: readonly (readonly [
  string,
  Partial<SampleKey>,
  KeyFinding['status'],
  KeyFinding['severity'],
])[] = [
  ['within its limit', {}, 'passed', 'informational'],
  ['past its limit', { age: 91, action: 'rotate', reason: 'EXPIRED_ACTIVE_KEY' }, 'failed', 'medium'],
  ['past its limit and held', { age: 91, reason: 'EXPIRED_ACTIVE_KEY', ...blocked }, 'failed', 'high'],
  ['past its limit and waiting', { age: 91, reason: 'EXPIRED_ACTIVE_KEY', ...waiting }, 'failed', 'medium'],
  [
    'past its limit, waiting too long',
    { age: 91, reason: 'EXPIRED_ACTIVE_KEY', ...waiting, escalated: true },
    'failed',
    'high',
  ],
  ['held before its limit', { reason: 'STRAY_KEY', ...blocked }, 'failed', 'low'],
  [
    'held before its limit, for long',
    { reason: 'STRAY_KEY', ...blocked, escalated: true },
    'failed',
    'medium',
  ],
  ['waiting before its limit', { reason: 'KEY_PENDING_DELETION', ...waiting }, 'passed', 'informational'],
  [
    'a change failed',
    { age: 91, action: 'rotate', reason: 'EXPIRED_ACTIVE_KEY', ...failed },
    'failed',
    'high',
  ],
  ['a repair failed', { action: 'repair', reason: 'DISCARDED_KEY', ...failed }, 'failed', 'medium'],
  ['exempt and past its limit', { age: 400, reason: 'EXEMPT', more: [EXEMPT] }, 'exempt', 'low'],
  ['exempt and young', { reason: 'EXEMPT', more: [EXEMPT] }, 'passed', 'informational'],
  ['a status not understood', { reason: 'KEY_STATUS_UNKNOWN', keyStatus: 'unknown' }, 'unknown', 'low'],
  [
    'inactive and old',
    { age: 400, reason: 'INACTIVE_KEY_LEFT_ALONE', keyStatus: 'inactive' },
    'passed',
    'informational',
  ],
  [
    'deleted',
    { age: 400, action: 'delete', reason: 'RECOVER_GRACE_PERIOD_END', outcome: { status: 'done' } },
    'passed',
    'informational',
  ],
];

test.each(CASES)('%s', (_what, given, status, severity) => {
  expect(findingOf(key(given))).toMatchObject({ status, severity });
});

test('the gravest of several decisions on one key speaks, unless the key has gone', () => {
  const repaired = key({ action: 'repair', reason: 'UNFINISHED_CHANGE', outcome: { status: 'done' } });
  const held = key({ age: 91, reason: 'EXPIRED_ACTIVE_KEY', ...blocked });
  expect(findingOf(repaired, held)).toMatchObject({ severity: 'high', decision: { action: 'hold' } });
  const deleted = key({ action: 'delete', reason: 'RECOVER_GRACE_PERIOD_END', outcome: { status: 'done' } });
  expect(findingOf(held, deleted)).toMatchObject({ status: 'passed', keyStatus: 'gone' });
  expect(Object.keys(findingOf(held, deleted))).not.toContain('remedy');
});

test('the id is that of the key in every run, and does not tell the key id', () => {
  const before = findingOf(key({}));
  const after = findingOf(key({ age: 91, reason: 'EXPIRED_ACTIVE_KEY', ...blocked }));
  expect(after.id).toBe(before.id);
  expect(after.id).toMatch(/^keyturn\/111122223333\/AIDA[A-Z2-7]{16}\/[0-9a-f]{32}$/);
  expect(after.id).not.toContain(after.decision.keyId.slice(-4));
  expect(findingOf(key({ seed: 2 })).id).not.toBe(before.id);
});

test('it began when the limit was reached, else with the hold, else with the key; never after the run', () => {
  const hold = { reason: 'STRAY_KEY', ...blocked } as const;
  expect(findingOf(key({ age: 100, action: 'rotate', reason: 'EXPIRED_ACTIVE_KEY' })).since).toBe(
    inDays(-10),
  );
  expect(findingOf(key({ ...hold, heldSince: inDays(-3) })).since).toBe(inDays(-3));
  expect(findingOf(key({ age: 10 })).since).toBe(inDays(-10));
  expect(findingOf(key({ ...hold, heldSince: inDays(3) })).since).toBe(SAMPLE_NOW);
});

test('what it says can be read by a person', () => {
  const finding = findingOf(key({ age: 97, reason: 'TWO_ACTIVE_KEYS_CONFLICT', held: 'rotate', ...blocked }));
  expect(finding.title).toMatch(/^Access key …[A-Z2-7]{4} of deploy needs attention: two active keys$/);
  expect(finding.description).toMatch(
    /^The key is 97 days old, its limit 90 days\. .* Held: replace the key\. Two/,
  );
  expect(finding.remedy).toContain('keyturn resolve --account 111122223333 --user deploy --keep KEY');
});

test('key ids inside messages of AWS are masked', () => {
  const detail = 'The Access Key with id AKIAIOSFODNN7EXAMPLE cannot be found';
  const held = key({ reason: 'EXPIRED_ACTIVE_KEY', ...heldBy({ gate: 'quiet', state: 'blocked', detail }) });
  const report = sampleReport({
    decisions: [{ ...held, outcome: { status: 'failed', code: 'X', why: detail } }],
  });
  const [masked] = keyFindings(report);
  const [whole] = keyFindings(report, { fullIds: true });
  expect(`${masked?.description} ${masked?.reasons[1]?.text}`).not.toContain('AKIA');
  expect(`${masked?.description} ${masked?.reasons[1]?.text}`).toContain('id …MPLE cannot be found');
  expect(whole?.reasons[1]?.text).toContain('AKIAIOSFODNN7EXAMPLE');
});
