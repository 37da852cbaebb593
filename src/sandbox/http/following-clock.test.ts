import { expect, test } from 'vitest';
import { createFollowingClock } from './following-clock.ts';

test('the clock begins anywhere, runs on with the machine, and is moved without losing step', () => {
  let machine = 1000;
  const clock = createFollowingClock(50_000, () => machine);
  expect(clock.now()).toBe(50_000);
  machine += 7;
  expect(clock.now()).toBe(50_007);
  clock.advance(100);
  expect(clock.now()).toBe(50_107);
  clock.set(10);
  machine += 5;
  expect(clock.now()).toBe(15);
});
