import { expect, it } from 'vitest';
import { isPlanned } from '../../src/app/apply.ts';
import type { Decision } from '../../src/domain/decision.ts';
import { days, instant } from '../../src/domain/time.ts';

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
