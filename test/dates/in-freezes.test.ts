import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { type Instant, isoDay } from '../../src/domain/time.ts';
import { frozen } from '../support/changed-settings.ts';
import { channel } from '../support/channel.ts';
import { brief, isOff } from '../support/decisions-in-brief.ts';
import { memoryOf, oldKeyOf, REF, world } from '../support/one-user.ts';
import { daily, runWith } from '../support/runs-on-days.ts';
import { near } from '../support/told-days.ts';
import { day, use } from '../support/world.ts';

describe('dates in freezes that are known', () => {
  it('extension', async () => {
    const w = world();
    const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
    const settings = frozen(22, 28);
    const texts: string[] = [];
    let done = '';
    for (const d of daily(0, 40)) {
      w.sandbox.clock.set(day(d) - 3600_000);
      if (d > 0 && d < 15) use(w.sandbox, old);
      const report = await runWith(w, d, channel(true, texts), settings);
      if (brief(report).some((l) => l.includes('deactivate') && l.includes('done')))
        done = isoDay(report.endedAt);
    }
    const dates = [
      ...new Set(
        (await memoryOf(w)).notices
          .filter((n) => n.keyId === old && n.pending === 'deactivate' && n.plannedFor)
          .map((n) => isoDay(n.plannedFor as Instant)),
      ),
    ];
    expect(done).not.toBe('');
    expect(near(dates, done)).toBe(true);
  });
  it('deletion', async () => {
    const w = world();
    const settings = frozen(18, 24);
    const texts: string[] = [];
    let done = '';
    for (const d of daily(0, 40)) {
      const report = await runWith(w, d, channel(true, texts), settings);
      if (brief(report).some((l) => l.includes('delete') && l.includes('done')))
        done = isoDay(report.endedAt);
    }
    expect(done).not.toBe('');
    const told = texts.filter((text) => text.includes('deleted on'));
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((text) => !text.includes(done))).toEqual([]);
  });
});

it('the wait for a replacement that ends in a freeze has one later day, in every message, and ends on it', async () => {
  const w = world();
  const old = oldKeyOf(w);
  const settings = {
    ...DEFAULT_SETTINGS,
    safety: {
      ...DEFAULT_SETTINGS.safety,
      freeze: [{ from: day(35) as Instant, until: day(50) as Instant, reason: 'year end' }],
    },
  };
  let acted = '';
  for (const d of daily(0, 60)) {
    const report = await runWith(w, d, channel(true), settings);
    if (acted === '' && isOff(report, old)) acted = isoDay(report.endedAt);
  }
  const { notices } = await memoryOf(w);
  const putOff = notices.find(({ kind, keyId }) => kind === 'extended' && keyId === old);
  const after = notices.filter(
    (one) =>
      one.keyId === old && one.pending === 'deactivate' && one.queuedAt >= (putOff?.queuedAt ?? Infinity),
  );
  expect([...new Set(after.map(({ plannedFor }) => isoDay(plannedFor as Instant)))]).toEqual([
    isoDay(day(50) as Instant),
  ]);
  expect(acted).toBe(isoDay(day(50) as Instant));
});
