import type { UserId } from '../domain/ids.ts';
import type { ReadRecord } from '../domain/read-record.ts';
import { DAY, type Duration, HOUR, type Instant } from '../domain/time.ts';

/** Everybody for whom only a row speaks is read within this time, from the second day on. */
const FIRST_SWEEP_DAYS = 7;

/**
 * Whether the turn has come in which a user is read for whom only a row has spoken so far.
 *
 * A quicker sweep than the later one: it begins on the second day, and within a week everybody had a turn.
 */
export function isFirstSweepDue(
  userId: UserId,
  { readAt }: Pick<ReadRecord, 'readAt'>,
  now: Instant,
): boolean {
  // An hour early, since daily runs begin a little earlier or later.
  const turn = 1 + Math.floor(spread(userId) * (FIRST_SWEEP_DAYS - 1));
  return now >= readAt + turn * DAY - HOUR;
}

/**
 * Whether a user's turn in the rolling sweep has come since it was last read.
 *
 * Each user has a turn of its own within every period, told from its id, so that as many are read on one day as on
 * another, and each is read once in every period whatever the day of its first reading was.
 */
export function isSweepDue(
  userId: UserId,
  readAt: Instant,
  when: { readonly now: Instant; readonly sweepEvery: Duration },
): boolean {
  const turn = spread(userId) * when.sweepEvery;
  const period = (at: number): number => Math.floor((at + turn) / when.sweepEvery);
  return period(when.now) > period(readAt);
}

/**
 * A number from 0 to 1 that is always the same for one id, and evenly spread over many.
 *
 * FNV-1a, and the final mixing of MurmurHash3, without which ids that differ in their last characters lie close together.
 */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
