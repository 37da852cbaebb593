import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { day } from '../../support/world.ts';
import { openBench } from './bench.ts';
import { lastKeyProblem } from './last-key.ts';
import type { KeyLife } from './scene.ts';
import { emptyStage, lifeOf } from './testing.ts';

const { policy } = DEFAULT_SETTINGS;

/** What is said of switching the first of these keys off on day 30. */
function problemOf(...keys: readonly KeyLife[]): string | undefined {
  const bench = openBench(emptyStage());
  for (const key of keys) bench.scene.keys.set(key.id, key);
  const [first] = keys;
  return first === undefined ? undefined : lastKeyProblem(bench, first, { policy, at: day(30) });
}

const spare = lifeOf('AKIASPARE', { uses: [] });
const busy = lifeOf('AKIABUSY', { uses: [day(25)] });

it('the last active key of a user whose other key was in use until it was switched off is not to go', () => {
  expect(problemOf(spare, { ...busy, status: 'Inactive' })).toContain('last active key');
});

it('nor one that was in use itself', () => {
  expect(problemOf(busy)).toContain('last active key');
});

it('of a user who uses nothing it may, and so it may beside another active key', () => {
  expect(problemOf(spare, { ...lifeOf('AKIAIDLE', { uses: [] }), status: 'Inactive' })).toBeUndefined();
  expect(problemOf(spare, busy)).toBeUndefined();
});
