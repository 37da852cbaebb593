import { describe, expect, it } from 'vitest';
import { nextActOf } from '../../src/domain/next-act.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import type { Instant } from '../../src/domain/time.ts';
import { exempt, frozen } from '../support/changed-settings.ts';
import { brief } from '../support/decisions-in-brief.ts';
import { ACCOUNT, lastUsed, REF, type W, world, young } from '../support/one-user.ts';
import { order } from '../support/order.ts';
import { differences } from '../support/report-against-forecast.ts';
import { runOn, UP_TO_GRACE } from '../support/runs-on-days.ts';
import { day, member, memoryLedger, NOBODY_ADOPTS, sandboxWith } from '../support/world.ts';

const extended = async (w: W): Promise<unknown> =>
  await order(w, { kind: 'extend', until: day(50) as Instant });

const OUT: Settings = { ...NOBODY_ADOPTS, scope: { ...NOBODY_ADOPTS.scope, users: ['somebody-else'] } };

const FREEZE = frozen(9, 30);

it.each([
  ['exempt user, deactivation', [0, 4], 5, exempt(300), undefined],
  ['exempt user, deletion', [...UP_TO_GRACE, 11], 12, exempt(300), undefined],
  ['out of scope, deactivation', [0, 4], 5, OUT, undefined],
  ['out of scope, deletion', [...UP_TO_GRACE, 11], 12, OUT, undefined],
  ['resolve --extend, deactivation', [0, 4], 5, NOBODY_ADOPTS, extended],
  ['resolve --extend, deletion', [...UP_TO_GRACE, 11], 12, NOBODY_ADOPTS, extended],
  ['a freeze that is known from day 0', [0, 4], 5, FREEZE, undefined],
] as const)(
  'what is shown as the next date is what happens: %s',
  async (_name, before, today, settings, meanwhile) => {
    const w = world();
    await runOn(w, before, settings === FREEZE ? FREEZE : NOBODY_ADOPTS);
    await meanwhile?.(w);
    expect(await differences(w, today, settings)).toEqual([]);
  },
);

describe('what a hold or a freeze does not stop', () => {
  it('rotation under resolve --extend', async () => {
    const w = young();
    await runOn(w, 0);
    await order(w, { kind: 'extend', until: day(60) as Instant });
    expect(await differences(w, 4.1, NOBODY_ADOPTS)).toEqual([]);
    expect(brief(await runOn(w, 8))).toEqual(['app rotate EXPIRED_ACTIVE_KEY done']);
  });
  it('a kept key that is the only one', async () => {
    const w = young();
    await runOn(w, 0);
    const [key] = w.sandbox.world.iam.keys(REF);
    await order(w, { kind: 'keep', key: key?.id ?? '' });
    expect(await differences(w, 4, NOBODY_ADOPTS)).toEqual([]);
  });
  it('a stray that leaves in a freeze', async () => {
    const w = world();
    w.sandbox.faults.on((call) =>
      call.operation === 'CreateAccessKey' && call.processId === 'd0' ? { kind: 'lost-response' } : undefined,
    );
    const settings = frozen(1.9, 40);
    await runOn(w, [0, 0.1], settings);
    const ahead: string[] = [];
    for (const d of [1, 1.2, 1.5, 1.8]) {
      const { decisions, endedAt } = await runOn(w, d, settings);
      const strays = decisions.filter(({ reason, outcome }) => reason === 'DISCARDED_KEY' && !outcome);
      ahead.push(...strays.map((stray) => nextActOf(stray, endedAt).kind));
    }
    const done: string[] = [];
    for (const d of [2.1, 2.3, 2.6, 3, 8, 10.5, 11, 12, 13]) done.push(...brief(await runOn(w, d, settings)));
    expect(ahead.length).toBeGreaterThan(0);
    expect(ahead).not.toContain('held-then');
    expect(done).toContain('app repair DISCARDED_KEY done');
  });
});

describe('the default policy', () => {
  it('adoption: what is shown is what the forecast says', async () => {
    const w: W = {
      sandbox: sandboxWith([
        member(ACCOUNT, [
          { name: 'app', keys: [{ createdAt: day(-95), lastUsed: { ...lastUsed, at: day(-20) } }] },
        ]),
      ]),
      ledger: memoryLedger(),
    };
    await runOn(w, [0, 4], DEFAULT_SETTINGS);
    expect(await differences(w, 5, DEFAULT_SETTINGS)).toEqual([]);
  });
});

describe("a person's hold that ends before the date", () => {
  it('deletion', async () => {
    const w = world();
    await runOn(w, [...UP_TO_GRACE, 11, 12]);
    await order(w, { kind: 'extend', until: day(19) as Instant });
    await runOn(w, 13);
    expect(await differences(w, 14, NOBODY_ADOPTS)).toEqual([]);
  });
  it('deactivation of an unused key', async () => {
    const w: W = {
      sandbox: sandboxWith([member(ACCOUNT, [{ name: 'app', keys: [{ createdAt: day(-78) }] }])]),
      ledger: memoryLedger(),
    };
    const settings: Settings = {
      ...NOBODY_ADOPTS,
      policy: { ...NOBODY_ADOPTS.policy, unusedKeys: 'retire' },
    };
    await runOn(w, 0, settings);
    await order(w, { kind: 'extend', until: day(11) as Instant });
    await runOn(w, [6, 7, 8, 9], settings);
    expect(await differences(w, 10, settings)).toEqual([]);
  });
});
