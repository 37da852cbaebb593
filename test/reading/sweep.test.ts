import { describe, expect, it } from 'vitest';
import type { UserId } from '../../src/domain/ids.ts';
import { type Duration, days, instant } from '../../src/domain/time.ts';
import { isSweepDue } from '../../src/inventory/sweep.ts';
import { day } from '../support/world.ts';

describe('the rolling sweep', () => {
  it('spreads users evenly over its days, and reads each once in every period', () => {
    const sweepEvery = days(30);
    const perDay = new Map<number, number>();
    for (let index = 0; index < 3000; index += 1) {
      const userId = `AIDA${index.toString(36).toUpperCase().padStart(17, '0')}` as UserId;
      let readAt = instant(day(0));
      let turns = 0;
      for (let today = 1; today <= 30; today += 1) {
        const now = instant(day(today));
        if (!isSweepDue(userId, readAt, { now, sweepEvery })) continue;
        turns += 1;
        readAt = now;
        perDay.set(today, (perDay.get(today) ?? 0) + 1);
      }
      expect(turns).toBe(1);
    }
    expect(Math.max(...perDay.values())).toBeLessThan(150);
    expect(Math.min(...perDay.values())).toBeGreaterThan(60);
  });

  it('never lets a user wait longer than its period', () => {
    const sweepEvery = days(7) as Duration;
    const userId = 'AIDAEXAMPLEUSER000001' as UserId;
    const now = instant(day(100));
    expect(isSweepDue(userId, instant(day(93)), { now, sweepEvery })).toBe(true);
  });
});
