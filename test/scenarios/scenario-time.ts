import type { AccessKeyId } from '../../src/domain/ids.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../src/domain/time.ts';

/** Days since day 0, fractions allowed; or as text with an offset, for the edges of a limit: `90 - 1s`, `100 + 5m`. */
export type Day = number | string;

const UNITS: Readonly<Record<string, number>> = { d: DAY, h: HOUR, m: MINUTE, s: SECOND };

/** Day 0 is the epoch: a scenario's days are small numbers that read well in a diff. */
export function at(day: Day): Instant {
  if (typeof day === 'number') return Math.round(day * DAY) as Instant;
  const [, start, sign, count, unit] = /^([\d.]+) ([+-]) (\d+)([dhms])$/.exec(day) ?? [];
  if (unit === undefined) throw new Error(`Not a day: ${day}`);
  const offset = Number(count) * (UNITS[unit] ?? 0);
  return Math.round(Number(start) * DAY + (sign === '-' ? -offset : offset)) as Instant;
}

/** An instant as a day, to a thousandth: how expectations write it. */
export function dayOf(moment: number): number {
  return Math.round((moment / DAY) * 1000) / 1000;
}

/** The id of a key that a scenario names by a label. */
export function keyId(label: string): AccessKeyId {
  return `AKIA${label.toUpperCase().padEnd(16, 'X')}` as AccessKeyId;
}
