import fc from 'fast-check';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/domain/time.ts';

/** All random users live at this moment, day 400. */
export const NOW: Instant = (400 * DAY) as Instant;

/** Ages at which something happens are as likely as all others together; edges to the second included. */
const age: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 300 * 24 }).map((count) => count * HOUR),
  fc
    .tuple(
      fc.constantFrom(0, 1, 5, 6, 7, 10, 14, 20, 24, 64, 83, 90, 93, 100, 110),
      fc.integer({ min: -2, max: 2 }),
    )
    .map(([count, seconds]) => Math.max(0, count * DAY + seconds * 1_000)),
  fc.integer({ min: 0, max: 20 }).map((count) => count * MINUTE),
);
/** A moment before now. */
export const past: fc.Arbitrary<Instant> = age.map((length) => (NOW - length) as Instant);
/** A moment before now, or not long after it. */
export const near: fc.Arbitrary<Instant> = fc
  .tuple(age, fc.boolean())
  .map(([length, later]) => (NOW + (later ? length / 8 : -length)) as Instant);
