import { expect, it } from 'vitest';
import { trySchedules } from './try-schedules.ts';

it('keeps every guarantee in random fault schedules, part 4 of 4', { timeout: 300_000 }, async () => {
  expect(await trySchedules(4)).toEqual({ tried: 125, problems: [] });
});
