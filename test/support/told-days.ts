import { DAY, type Instant, isoDay } from '../../src/domain/time.ts';
import { memoryOf, type W } from './one-user.ts';

/** The days of a deactivation that a channel which counts has told. */
export async function daysTold(w: W, keyId: string): Promise<readonly string[]> {
  const { notices } = await memoryOf(w);
  return notices
    .filter((one) => one.keyId === keyId && one.pending === 'deactivate' && one.countsAsNotice === true)
    .map(({ plannedFor }) => isoDay(plannedFor as Instant));
}

/** Whether the change came on a day that was told, or on the next. */
export const near = (told: readonly string[], done: string): boolean =>
  told.some((one) => Math.abs(Date.parse(done) - Date.parse(one)) <= DAY);
