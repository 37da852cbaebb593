import { describe, expect, it } from 'vitest';
import { nextActOf } from '../../src/domain/next-act.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { isoDay } from '../../src/domain/time.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import { frozen, safety } from '../support/changed-settings.ts';
import { channel } from '../support/channel.ts';
import { isOff } from '../support/decisions-in-brief.ts';
import { oldKeyOf, REF, SECRET, useBefore, world } from '../support/one-user.ts';
import { restoreSecret } from '../support/restored-secret.ts';
import { daily, runWith } from '../support/runs-on-days.ts';
import { daysTold, near } from '../support/told-days.ts';
import { day, NOBODY_ADOPTS, run, use } from '../support/world.ts';

describe('what is announced for want of a notice', () => {
  it('is sent once a channel is there, though a freeze gives it the day that it had before', async () => {
    const w = world();
    const texts: string[] = [];
    const sent: number[] = [];
    for (const d of daily(0, 70)) {
      const before = texts.length;
      const counts = d >= 19;
      await runWith(w, d, channel(counts, counts ? texts : []), frozen(20, 60));
      if (texts.length > before) sent.push(d);
    }
    expect(sent[0]).toBeLessThan(30);
  });

  it.each(['at execution', 'by the plan'])('promises nothing while nobody can be told: %s', async (how) => {
    const w = world();
    const texts: string[] = [];
    const settings = how === 'by the plan' ? safety({ maxChangesPerRun: 1 }) : NOBODY_ADOPTS;
    for (const d of [0, 4, 8]) await runWith(w, d, channel(true, texts), settings);
    if (how === 'at execution') {
      w.sandbox.world.secrets.remove(SECRET, 30);
      await runWith(w, 11, channel(true, texts), settings);
      await restoreSecret(w);
    }
    texts.length = 0;
    // Missed runs make the date an old one; found at execution, the hold itself does.
    const then = how === 'at execution' ? [13, 14, 17, 20, 21] : [19, 22, 26, 27];
    for (const d of then) await runWith(w, d, channel(false, texts), settings);
    expect(texts.filter((text) => text.includes('will be held')).length).toBeGreaterThan(0);
    expect(texts.filter((text) => text.includes('will be deactivated on'))).toEqual([]);
    expect(w.sandbox.world.iam.key(oldKeyOf(w)).status).toBe('Active');
  });
});

describe('a date that was put off, and of which nobody was told', () => {
  it('does not come: after the wait for a replacement it is announced, and takes place then', async () => {
    const w = world();
    const old = oldKeyOf(w);
    let acted = '';
    for (const d of daily(0, 60)) {
      const report = await runWith(w, d, channel(d < 11 || d > 41), DEFAULT_SETTINGS);
      if (acted === '' && isOff(report, old)) acted = isoDay(report.endedAt);
    }
    expect(near(await daysTold(w, old), acted)).toBe(true);
  });

  it('does not come: in use, and no channel ever again', async () => {
    const w = world();
    const old = oldKeyOf(w);
    for (const d of daily(0, 60)) {
      if (d > 0 && d < 16) useBefore(w, d, old);
      expect(isOff(await runWith(w, d, channel(d < 10)), old), `day ${d}`).toBe(false);
    }
  });
});

it('an extension that no channel tells is shown, and told, as what will be held', async () => {
  const w = world();
  const inUse = { ...NOBODY_ADOPTS.policy.inUse, afterwards: 'deactivate' as const };
  const settings = { ...NOBODY_ADOPTS, policy: { ...NOBODY_ADOPTS.policy, inUse } };
  const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
  const seen: string[] = [];
  for (const d of daily(0, 25)) {
    if (d > 0) w.sandbox.clock.set(day(d) - 12 * 3_600_000);
    if (d > 0) use(w.sandbox, old);
    w.sandbox.clock.set(day(d));
    const channel: Notifier = {
      channel: 'mail',
      countsAsNotice: d < 9,
      deliver: async (n) => ({ accepted: n.map(({ id }) => id) }),
    };
    const report = await run(w.sandbox, {
      ledger: w.ledger,
      settings,
      processId: `d${d}`,
      parts: { notifiers: [channel] },
    });
    const decision = report.decisions.find((one) => one.keyId === old);
    if (decision && d >= 12) seen.push(nextActOf(decision, report.endedAt).kind);
  }
  expect([...new Set(seen)]).toEqual(['held-then', 'held']);
});
