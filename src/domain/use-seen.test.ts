import { expect, test } from 'vitest';
import type { LastUsed } from './access-key.ts';
import type { AccessKeyId } from './ids.ts';
import { days, instant } from './time.ts';
import { seenAgain, type UseSeen } from './use-seen.ts';

const KEY = 'AKIAIOSFODNN7EXAMPLE' as AccessKeyId;
const on = (day: number): number => days(day);
const used = (day: number, service = 's3', region = 'eu-west-1'): LastUsed => ({
  kind: 'used',
  at: instant(on(day)),
  service,
  region,
});
const after = (...uses: readonly LastUsed[]): UseSeen | undefined =>
  uses.reduce<UseSeen | undefined>((before, use) => seenAgain(before, KEY, use), undefined);

test('a new moment of last use counts once, and reading it again does not count', () => {
  expect(after(used(1), used(1), used(2), used(2), used(2))).toMatchObject({
    observations: 2,
    first: on(1),
    last: on(2),
  });
});

test('an older answer than the one known is no new observation', () => {
  expect(after(used(1), used(3), used(2))).toMatchObject({ observations: 2, last: on(3) });
});

test('what was not read, or never happened, changes nothing', () => {
  const unknown: LastUsed = { kind: 'unknown', why: 'Throttling' };
  expect(after(unknown, { kind: 'never-used' })).toBeUndefined();
  const before = after(used(1));
  expect(seenAgain(before, KEY, unknown)).toBe(before);
});

test('places are bounded, and a second service is never lost for want of room', () => {
  const many = Array.from({ length: 12 }, (_, index) => used(index, 's3', `region-${index}`));
  const seen = after(...many, used(20, 'ses', 'us-east-1'));
  expect(seen?.places).toHaveLength(8);
  expect(seen?.places.map(({ service }) => service)).toContain('ses');
});
