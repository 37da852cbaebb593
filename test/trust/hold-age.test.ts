import { expect, it } from 'vitest';
import { isSameHold } from '../../src/policy/plan-user.ts';

it.each([
  ['gates come and go', 'EXPIRED_ACTIVE_KEY rotate free-slot', 'EXPIRED_ACTIVE_KEY rotate budget', true],
  [
    'the reason changes, what stands in the way stays',
    'MORE_THAN_TWO_KEYS rotate key-count',
    'EXPIRED_ACTIVE_KEY rotate key-count',
    true,
  ],
  ['another act', 'RECOVER_GRACE_PERIOD_END delete soak', 'INSTALL_GRACE_PERIOD_END deactivate soak', false],
  [
    'another reason and another gate',
    'MORE_THAN_TWO_KEYS rotate key-count',
    'EXPIRED_ACTIVE_KEY rotate free-slot',
    false,
  ],
])('a hold grows old as one: %s', (_name, one, other, same) => {
  expect(isSameHold(one, other)).toBe(same);
  expect(isSameHold(other, one)).toBe(same);
});
