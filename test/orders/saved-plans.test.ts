import { describe, expect, it } from 'vitest';
import { isPlanned } from '../../src/app/run/approval.ts';
import type { Decision, Evidence } from '../../src/domain/decision.ts';
import { days, instant } from '../../src/domain/time.ts';

const base = {
  accountId: '111111111111',
  userId: 'u',
  userName: 'app',
  keyId: 'AKIA1',
  action: 'deactivate',
  reason: 'INSTALL_GRACE_PERIOD_END',
  evidence: [],
  clause: 'replacement-proven',
} as unknown as Decision;

const relaxed = (option: string): readonly Evidence[] => [{ kind: 'relaxed', option, clause: 'quiet' }];

describe('a saved plan allows', () => {
  it('an act only by the clause that it names (mutant apply-clause)', () => {
    expect(isPlanned(base, { ...base })).toBe(true);
    expect(isPlanned(base, { ...base, clause: 'named-of-two' })).toBe(false);
  });
  it('nothing that is relaxed now and was not then, nor the other way round (mutant apply-relaxed)', () => {
    expect(isPlanned(base, { ...base, evidence: relaxed('inUse.afterwards') })).toBe(false);
    expect(
      isPlanned({ ...base, evidence: relaxed('notice') }, { ...base, evidence: relaxed('inUse.afterwards') }),
    ).toBe(false);
    expect(
      isPlanned({ ...base, evidence: relaxed('notice') }, { ...base, evidence: relaxed('notice') }),
    ).toBe(true);
  });
  it('a warning of what it warns of (mutant apply-warning)', () => {
    const warning = { pending: 'delete', plannedFor: instant(1e12), step: days(1), kind: 'warning' } as const;
    const planned = { ...base, action: 'warn', warning } as Decision;
    expect(isPlanned(planned, { ...planned, warning: { ...warning, pending: 'deactivate' } })).toBe(false);
  });
});

it('a plan that holds a warning for one day does not allow the promise of another, nor an extension', () => {
  const planned = {
    accountId: '111111111111',
    userId: 'u',
    userName: 'app',
    keyId: 'AKIA1',
    action: 'warn',
    reason: 'KEY_PENDING_DEACTIVATION',
    evidence: [],
    warning: { pending: 'deactivate', plannedFor: instant(1e12), step: days(1), kind: 'warning' },
  } as unknown as Decision;
  const extended = {
    ...planned,
    warning: {
      pending: 'deactivate',
      plannedFor: instant(1e12 + days(14)),
      step: days(14),
      kind: 'extended',
    },
  } as unknown as Decision;
  expect(isPlanned(planned, extended)).toBe(false);
});
