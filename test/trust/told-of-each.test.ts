import { expect, it } from 'vitest';
import type { Instant } from '../../src/domain/time.ts';
import { memoryOf, REF, runOn, world } from '../hostile/support.ts';
import { day, NOBODY_ADOPTS } from '../support/world.ts';

const FREEZE = {
  ...NOBODY_ADOPTS,
  safety: {
    ...NOBODY_ADOPTS.safety,
    freeze: [{ from: day(5) as Instant, until: day(30) as Instant, reason: 'year end' }],
  },
};

it('of two replacements of one key whose dates a freeze makes the same, the owner is told of both, with all warnings', async () => {
  const w = world();
  await runOn(w, 0, FREEZE);
  const [, first] = w.sandbox.world.iam.keys(REF);
  // A person deletes the replacement; the next run makes another.
  w.sandbox.world.iam.deleteKey(first?.id ?? '');
  await runOn(w, [1, 2, 23, 27, 29], FREEZE);
  const second = w.sandbox.world.iam.keys(REF).at(-1)?.id;
  const { notices } = await memoryOf(w);
  expect(second).not.toBe(first?.id);
  const handedOver = notices.filter(({ kind }) => kind === 'rotated').map(({ newKeyId }) => newKeyId);
  expect(handedOver).toEqual([first?.id, second]);
  const warned = notices.filter(({ kind, pending }) => kind === 'warning' && pending === 'deactivate');
  expect(warned.filter(({ queuedAt }) => queuedAt > day(20))).toHaveLength(3);
});
