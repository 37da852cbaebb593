import { RestoreSecretCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../src/config/settings.ts';
import { nextActOf } from '../../src/domain/next-act.ts';
import { type Instant, isoDay } from '../../src/domain/time.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import { clientsFor } from '../../src/sandbox/testing/clients.ts';
import { ACCOUNT, brief, memoryOf, REF, SECRET, world } from '../hostile/support.ts';
import { day, NOBODY_ADOPTS, run, use } from '../support/world.ts';
import { channel, daily, frozen, near } from './support.ts';

describe('notices', () => {
  it('a stale announcement snapped to the end of a freeze is sent once a channel is there', async () => {
    const w = world();
    const settings = frozen(20, 60);
    const texts: string[] = [];
    const sent: number[] = [];
    for (const d of daily(0, 70)) {
      w.sandbox.clock.set(day(d));
      const before = texts.length;
      const counts = d >= 19;
      await run(w.sandbox, {
        ledger: w.ledger,
        settings,
        processId: `d${d}`,
        parts: { notifiers: [channel(counts, counts ? texts : [])] },
      });
      if (texts.length > before) sent.push(d);
    }
    expect(sent[0]).toBeLessThan(30);
  });
  it('announced again at execution, and nobody can be told', async () => {
    const w = world();
    const texts: string[] = [];
    const at = async (d: number, counts: boolean) => {
      w.sandbox.clock.set(day(d));
      return await run(w.sandbox, {
        ledger: w.ledger,
        processId: `d${d}`,
        parts: { notifiers: [channel(counts, texts)] },
      });
    };
    for (const d of [0, 4, 8]) await at(d, true);
    w.sandbox.world.secrets.remove(SECRET, 30);
    const person = w.sandbox.world.credentials.forRole({ accountId: ACCOUNT, roleName: 'KeyturnRotate' });
    await clientsFor(w.sandbox, person, 'person', SECRET.region).secrets.send(
      new RestoreSecretCommand({ SecretId: SECRET.name }),
    );
    texts.length = 0;
    for (const _d of [14, 17, 20, 21])
      expect(texts.filter((t) => t.includes('will be deactivated on'))).toEqual([]);
  });
});

describe('an extension of which nobody was told', () => {
  it('adoption wait: the channel is away from the day on which the date is put off', async () => {
    const w = world();
    const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
    const seen: string[] = [];
    let acted = '';
    for (const d of daily(0, 60)) {
      w.sandbox.clock.set(day(d));
      const report = await run(w.sandbox, {
        ledger: w.ledger,
        settings: DEFAULT_SETTINGS,
        processId: `d${d}`,
        parts: { notifiers: [channel(d < 11 || d > 41)] },
      });
      const one = report.decisions.find((x) => x.keyId === old);
      if (one)
        seen.push(
          `${d} ${one.action} ${nextActOf(one, report.endedAt).kind} ${(one.objections ?? []).map((o) => o.gate)}`,
        );
      if (acted === '' && one?.action === 'deactivate' && one.outcome?.status === 'done')
        acted = isoDay(report.endedAt);
    }
    const told = (await memoryOf(w)).notices
      .filter((n) => n.keyId === old && n.pending === 'deactivate' && n.countsAsNotice === true)
      .map((n) => isoDay(n.plannedFor as Instant));
    expect(near(told, acted)).toBe(true);
  });
  it('in use: the same', async () => {
    const w = world();
    const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
    let acted = '';
    for (const d of daily(0, 60)) {
      if (d > 0 && d < 16) {
        w.sandbox.clock.set(day(d) - 3600_000);
        use(w.sandbox, old);
      }
      w.sandbox.clock.set(day(d));
      const report = await run(w.sandbox, {
        ledger: w.ledger,
        processId: `d${d}`,
        parts: { notifiers: [channel(d < 10)] },
      });
      const one = report.decisions.find((x) => x.keyId === old);
      if (acted === '' && one?.action === 'deactivate' && one.outcome?.status === 'done')
        acted = isoDay(report.endedAt);
    }
    const told = (await memoryOf(w)).notices
      .filter((n) => n.keyId === old && n.pending === 'deactivate' && n.countsAsNotice === true)
      .map((n) => isoDay(n.plannedFor as Instant));
    expect(acted === '' || near(told, acted)).toBe(true);
  });
});

describe('a hold that rested on use', () => {
  it('a hold on use and on a late notice announces again when the use ends', async () => {
    const w = world();
    const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
    const settings: Settings = {
      ...NOBODY_ADOPTS,
      policy: { ...NOBODY_ADOPTS.policy, inUse: { ...NOBODY_ADOPTS.policy.inUse, extend: 0 as never } },
    };
    const seen: string[] = [];
    for (const d of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10.1, 11.1, 12.1, 13.1, 14.1, 15.1]) {
      if (d > 0 && d < 6) {
        w.sandbox.clock.set(day(d) - 3600_000);
        use(w.sandbox, old);
      }
      w.sandbox.clock.set(day(d));
      const mail: Notifier = {
        channel: 'mail',
        countsAsNotice: true,
        deliver: async (n) => ({ accepted: d < 7 ? [] : n.map(({ id }) => id) }),
      };
      const report = await run(w.sandbox, {
        ledger: w.ledger,
        settings,
        processId: `d${d}`,
        parts: { notifiers: [mail] },
      });
      seen.push(`${d} ${brief(report)[0]}`);
    }
    const act = seen.findIndex((l) => l.includes('deactivate INSTALL_GRACE_PERIOD_END done'));
    expect(act === -1 || seen.slice(0, act).some((l) => l.includes('warn') && !/^[0-9] /.test(l))).toBe(true);
  });
});
