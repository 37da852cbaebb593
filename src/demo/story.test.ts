import { expect, test } from 'vitest';
import type { ReportedDecision } from '../domain/report.ts';
import type { Instant } from '../domain/time.ts';
import { widthOf } from '../report/line-text.ts';
import { PLAIN_PAINTER } from '../report/painter.ts';
import type { DayStory } from './play.ts';
import { createStoryTeller } from './story.ts';

const decision = (action: string, reason: string, userName: string): ReportedDecision =>
  ({
    userName,
    userId: userName,
    action,
    reason,
    evidence: [],
    ...(action === 'warn' ? {} : { outcome: { status: 'done' } }),
  }) as unknown as ReportedDecision;

const day = (count: number, ...decisions: ReportedDecision[]): DayStory =>
  ({
    day: count,
    at: (Date.parse('2027-01-04T13:00:00Z') + count * 86_400_000) as Instant,
    report: { decisions },
    owners: [],
    undone: [],
    crashed: false,
  }) as unknown as DayStory;

const REPLACED = decision('rotate', 'EXPIRED_ACTIVE_KEY', 'a-user-with-quite-a-long-name-production');
const WARNED = decision('warn', 'KEY_PENDING_ROTATION', 'web');

test('days on which owners were only warned are added up and told with the next day on which something is done', () => {
  const teller = createStoryTeller(PLAIN_PAINTER);
  // The first warning is news, and explained.
  expect(teller.tell(day(0, WARNED))[0]).toContain('1 warned');
  expect(teller.tell(day(1, WARNED))).toEqual([]);
  expect(teller.tell(day(2))).toEqual([]);
  expect(teller.tell(day(3, WARNED, WARNED))).toEqual([]);
  expect(teller.tell(day(4, REPLACED, WARNED))[0]).toContain('1 replaced, 4 warned in 4 days');
  expect(teller.tell(day(5, REPLACED))).toEqual(['Day   5 2027-01-09  1 replaced']);
});

test.each([80, 120])('no line is longer than %d columns, and no word is broken', (width) => {
  const deeds = ['deactivate', 'delete', 'rotate', 'repair'].flatMap((action) =>
    Array.from({ length: 12 }, () => decision(action, 'EXPIRED_ACTIVE_KEY', REPLACED.userName)),
  );
  const warned = Array.from({ length: 120 }, () => WARNED);
  const at = (columns: number): readonly string[] => {
    const teller = createStoryTeller(PLAIN_PAINTER, columns);
    const days = [0, 1, 2, 3].map((count) => day(count, ...(count === 3 ? deeds : []), ...warned));
    return days.flatMap((each) => teller.tell(each));
  };
  const told = at(width);
  const whole = at(10_000);
  for (const line of told) expect(widthOf(line)).toBeLessThanOrEqual(width);
  const words = (lines: readonly string[]): string => lines.join(' ').replace(/\s+/g, ' ');
  expect(words(told)).toBe(words(whole));
  expect(told.length).toBeGreaterThan(whole.length);
});
