import { expect, it } from 'vitest';
import { DAY } from '../../../src/domain/time.ts';
import { play } from '../play.ts';
import { oneUser, runOn } from './one-user.ts';

it('a clock that jumps ahead after the last reading of a scan does not end a grace that has not ended', async () => {
  const jump = { at: 1, operation: 'GetAccessKeyLastUsed', what: 'clock-jump', ms: 20 * DAY } as const;
  const steps = [runOn(0), runOn(2), runOn(5, { points: [jump] })];
  const { problems } = await play(oneUser({ steps }));
  expect(problems).toEqual([]);
});
