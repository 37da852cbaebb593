import { RestoreSecretCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../src/config/settings.ts';
import type { RunReport } from '../../src/domain/report.ts';
import { type Instant, isoDay } from '../../src/domain/time.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import { clientsFor } from '../../src/sandbox/testing/clients.ts';
import { ACCOUNT, brief, memoryOf, REF, SECRET, type W, world } from '../hostile/support.ts';
import { day, NOBODY_ADOPTS, run, use } from '../support/world.ts';
import { channel, daily, frozen, near, safety } from './support.ts';

const oldKeyOf = (w: W): string => w.sandbox.world.iam.keys(REF)[0]?.id ?? '';

/** One run on a day, with one channel. */
async function runWith(
  w: W,
  d: number,
  notifier: Notifier,
  settings: Settings = NOBODY_ADOPTS,
): Promise<RunReport> {
  w.sandbox.clock.set(day(d));
  return await run(w.sandbox, {
    ledger: w.ledger,
    settings,
    processId: `d${d}`,
    parts: { notifiers: [notifier] },
  });
}

/** Its owner uses the key an hour before the run of a day. */
function useBefore(w: W, d: number, keyId: string): void {
  w.sandbox.clock.set(day(d) - 3_600_000);
  use(w.sandbox, keyId);
}

const isOff = (report: RunReport, keyId: string): boolean =>
  report.decisions.some(
    (one) => one.keyId === keyId && one.action === 'deactivate' && one.outcome?.status === 'done',
  );

/** The days of a deactivation that a channel which counts has told. */
async function daysTold(w: W, keyId: string): Promise<readonly string[]> {
  const { notices } = await memoryOf(w);
  return notices
    .filter((one) => one.keyId === keyId && one.pending === 'deactivate' && one.countsAsNotice === true)
    .map(({ plannedFor }) => isoDay(plannedFor as Instant));
}

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
      const person = w.sandbox.world.credentials.forRole({ accountId: ACCOUNT, roleName: 'KeyturnRotate' });
      await clientsFor(w.sandbox, person, 'person', SECRET.region).secrets.send(
        new RestoreSecretCommand({ SecretId: SECRET.name }),
      );
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

it('a hold that rested on use, and then on a late notice, announces again when the use ends', async () => {
  const w = world();
  const old = oldKeyOf(w);
  const inUse = { ...NOBODY_ADOPTS.policy.inUse, extend: 0 as never };
  const settings: Settings = { ...NOBODY_ADOPTS, policy: { ...NOBODY_ADOPTS.policy, inUse } };
  const seen: string[] = [];
  for (const d of [...daily(0, 9), 10.1, 11.1, 12.1, 13.1, 14.1, 15.1, 18.1, 22.1]) {
    if (d > 0 && d < 6) useBefore(w, d, old);
    const mail: Notifier = {
      channel: 'mail',
      countsAsNotice: true,
      deliver: async (notices) => ({ accepted: d < 7 ? [] : notices.map(({ id }) => id) }),
    };
    seen.push(`${d} ${brief(await runWith(w, d, mail, settings))[0]}`);
  }
  const act = seen.findIndex((line) => line.includes('deactivate INSTALL_GRACE_PERIOD_END done'));
  expect(act).toBeGreaterThan(10);
  expect(seen.slice(10, act).join()).toContain('app warn KEY_PENDING_DEACTIVATION');
});
