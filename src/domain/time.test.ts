import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  days,
  formatDuration,
  hasPassed,
  instant,
  parseDuration,
  parseInstant,
  plus,
  spokenDuration,
} from './time.ts';

describe('periods', () => {
  it('end at the limit, not after it, and not a millisecond before', () => {
    const start = instant(1_800_000_000_000);
    const end = plus(start, days(90));
    expect(hasPassed(start, days(90), end)).toBe(true);
    expect(hasPassed(start, days(90), plus(end, -1))).toBe(false);
  });
});

describe('parseDuration', () => {
  it('reads what formatDuration writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.constantFrom('d', 'h', 'm', 's'), (count, unit) => {
        const length = parseDuration(`${count}${unit}`);
        expect(length).toBeDefined();
        expect(parseDuration(formatDuration(length ?? 0))).toBe(length);
      }),
    );
  });

  it.each(['', '90', 'd', '9.5d', '-1d', '90 days', '1e3d', '90d ago', '1234567d'])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe('parseInstant', () => {
  it.each([
    ['2026-12-31', '2026-12-31T00:00:00.000Z'],
    ['2026-12-31T13:00:00Z', '2026-12-31T13:00:00.000Z'],
    ['2026-12-31T13:00+02:00', '2026-12-31T11:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('reads %s', (text, iso) => {
    expect(new Date(parseInstant(text) ?? 0).toISOString()).toBe(iso);
  });

  it.each(['', 'tomorrow', '2026-13-01', '2026-02-30', '2026-12-31T13:00:00', '31.12.2026', '1800000000'])(
    'refuses %j',
    (text) => {
      expect(parseInstant(text)).toBeUndefined();
    },
  );
});

it('speaks of lengths in whole units', () => {
  expect([days(97), days(1), 5 * 3_600_000, 60_000].map(spokenDuration)).toEqual([
    '97 days',
    '1 day',
    '5 hours',
    'less than an hour',
  ]);
});
