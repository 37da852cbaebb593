import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import type { Instant } from '../../src/domain/time.ts';
import { channel } from '../support/channel.ts';
import { USERS } from '../support/every-retirement.ts';
import { ACCOUNT, memoryOf, REF, world } from '../support/one-user.ts';
import { runOn } from '../support/runs-on-days.ts';
import { day, member, memoryLedger, NOBODY_ADOPTS, run, sandboxWith } from '../support/world.ts';

const FREEZE = {
  ...NOBODY_ADOPTS,
  safety: {
    ...NOBODY_ADOPTS.safety,
    freeze: [{ from: day(5) as Instant, until: day(30) as Instant, reason: 'year end' }],
  },
};

describe('a replacement that nobody has used yet', () => {
  it('is told of in the words of the wait, and is no decision for anybody before it has stood too long', async () => {
    const sandbox = sandboxWith([member(ACCOUNT, [USERS[0] ?? { name: 'old' }])]);
    const ledger = memoryLedger();
    const texts: string[] = [];
    const parts = { notifiers: [channel(true, texts)] };
    const held: string[] = [];
    for (let today = 0; today <= 20; today += 1) {
      sandbox.clock.set(day(today));
      const options = { ledger, processId: `d${today}`, parts, settings: DEFAULT_SETTINGS };
      const { decisions } = await run(sandbox, options);
      if (decisions.some(({ objections = [] }) => objections.some(({ gate }) => gate === 'adoption')))
        held.push(`${today} ${texts.filter((text) => text.includes('needs a decision')).length}`);
    }
    expect(texts.filter((text) => text.startsWith('Nobody has used the replacement'))).toHaveLength(1);
    // Held from the tenth day on, and told to people a week later.
    expect(held[0]).toBe('11 0');
    expect(held.filter((line) => line.endsWith(' 0')).length).toBeGreaterThanOrEqual(7);
  });
});

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
