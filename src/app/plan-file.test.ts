import { describe, expect, it } from 'vitest';
import type { PlannedDecision, SavedPlan } from '../domain/plan.ts';
import type { ReportedDecision, RunReport } from '../domain/report.ts';
import { DAY, type Duration, type Instant } from '../domain/time.ts';
import { planDocument, planText, readPlan } from './plan-file.ts';

const NOW = Date.parse('2026-11-21T10:00:00.123Z') as Instant;
const ago = (days: number): Instant => (NOW - days * DAY) as Instant;
const lasts = (days: number): Duration => (days * DAY) as Duration;

/** One decision with a point in time in every place where a decision can have one. */
const DECISION = {
  accountId: '111111111111',
  accountName: 'shop',
  userId: 'AIDAEXAMPLE',
  userName: 'deploy',
  keyId: 'AKIAEXAMPLEEXAMPLE01',
  action: 'hold',
  held: 'deactivate',
  reason: 'INSTALL_GRACE_PERIOD_END',
  due: ago(1),
  heldSince: ago(3),
  objections: [{ gate: 'quiet', state: 'waiting', until: ago(-2), detail: 'used' }],
  warning: { pending: 'deactivate', kind: 'extended', step: lasts(7), plannedFor: ago(-4) },
  evidence: [
    { kind: 'key-age', keyId: 'AKIAEXAMPLEEXAMPLE01', age: lasts(5000), limit: lasts(90) },
    {
      kind: 'last-used',
      keyId: 'AKIAEXAMPLEEXAMPLE01',
      lastUsed: { kind: 'used', at: ago(1), service: 's3', region: 'x' },
    },
    { kind: 'replacement', keyId: 'AKIAEXAMPLEEXAMPLE02', by: 'keyturn', since: ago(11), adoptedAt: ago(9) },
    { kind: 'inactive-since', keyId: 'AKIAEXAMPLEEXAMPLE01', since: ago(2), soak: lasts(10) },
  ],
} as unknown as ReportedDecision & PlannedDecision;

const PLAN: SavedPlan = planDocument(
  {
    endedAt: NOW,
    caller: { accountId: '111111111111', arn: 'arn:aws:iam::111111111111:role/hub' },
    ledgerId: 'ledger',
    rehearsal: false,
    decisions: [DECISION],
  } as unknown as RunReport,
  { expiry: lasts(1), ledgerIsNew: false },
);

describe('a saved plan', () => {
  it('has its dates as ISO text, to the millisecond, and every length of time as a number', () => {
    const text = planText(PLAN);
    expect(text).toContain('"madeAt": "2026-11-21T10:00:00.123Z"');
    // Nothing that could be a point in time is left as a number: the age of the key, 5,000 days, is less than that.
    expect((text.match(/: \d{12,}/g) ?? []).map((found) => found.slice(2))).toEqual([String(5000 * DAY)]);
    expect(text).not.toMatch(/: 1[6-9]\d{11}\b/);
  });

  it('is read as it was saved, with the same digest, from text and from the numbers of earlier versions', () => {
    expect(readPlan(planText(PLAN), 'plan.json')).toEqual(PLAN);
    const before = `${JSON.stringify(PLAN, undefined, 2)}\n`;
    expect(before).toContain(`"madeAt": ${NOW}`);
    expect(readPlan(before, 'plan.json')).toEqual(PLAN);
  });

  it('counts as edited when one of its dates was', () => {
    const edited = planText(PLAN).replace(/("due": "2026-11-)20/, '$119');
    expect(edited).not.toBe(planText(PLAN));
    expect(() => readPlan(edited, 'plan.json')).toThrow(expect.objectContaining({ code: 'PLAN_EDITED' }));
  });

  it('says which date is none', () => {
    const broken = planText(PLAN).replace(/"expiresAt": "[^"]*"/, '"expiresAt": "tomorrow"');
    expect(() => readPlan(broken, 'plan.json')).toThrow(/expiresAt: not a valid date or time/);
  });
});
