import { expect, it } from 'vitest';
import { trySchedules } from './try-schedules.ts';

it('keeps every guarantee in random fault schedules, part 1 of 4', { timeout: 300_000 }, async () => {
  expect(await trySchedules(1)).toEqual({ tried: 125, problems: [] });
});
