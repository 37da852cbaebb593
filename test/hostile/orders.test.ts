import { describe, expect, it } from 'vitest';
import { resolve } from '../../src/app/resolve.ts';
import { undo } from '../../src/app/undo.ts';
import { type Duration, hours } from '../../src/domain/time.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import { day, partsOf, run, use } from '../support/world.ts';
import {
  ACCOUNT,
  brief,
  DEFAULT_SETTINGS,
  faultOnce,
  gatesOf,
  lastUsed,
  memoryOf,
  REF,
  runOn,
  statuses,
  UP_TO_GRACE,
  world,
} from './support.ts';

/** A ledger that lets something happen after the user was found and before the lease is taken. */
function interrupted(ledger: Ledger, meanwhile: () => Promise<unknown>): Ledger {
  let done = false;
  return new Proxy(ledger, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        if (name === 'acquireLease' && !done) {
          done = true;
          await meanwhile();
        }
        return (await Reflect.apply(value, target, args)) as unknown;
      };
    },
  });
}

describe('orders that read before they have the lease', () => {
  it('resolve --release does not wipe a deactivation that a run made in between', async () => {
    const w = world();
    await runOn(w, UP_TO_GRACE);
    const old = w.sandbox.world.iam.keys(REF)[0];
    await resolve(partsOf(w.sandbox, { ledger: w.ledger, processId: 'e' }), {
      user: 'app',
      order: { kind: 'extend', until: (day(11) + 30_000) as never },
      by: 'x',
      reason: 'y',
    });
    w.sandbox.clock.set(day(11));
    // The hold ends while the order waits, and a run goes by.
    const ledger = interrupted(w.ledger, () => {
      w.sandbox.clock.advance(60_000);
      return run(w.sandbox, { ledger: w.ledger, processId: 'run' });
    });
    await resolve(partsOf(w.sandbox, { ledger, processId: 'res' }), {
      user: 'app',
      order: { kind: 'release' },
      by: 'x',
      reason: 'y',
    });
    const record = (await memoryOf(w)).keys.find((k) => k.keyId === old?.id);
    expect(statuses(w.sandbox)[0]).toBe('Inactive');
    expect(record?.deactivatedAt).toBeDefined();
  });

  it('resolve --release --key A leaves the keep choice about B alone', async () => {
    const w = world();
    await runOn(w, UP_TO_GRACE);
    const [a, b] = w.sandbox.world.iam.keys(REF);
    const parts = partsOf(w.sandbox, { ledger: w.ledger, processId: 'e' });
    await resolve(parts, { user: 'app', order: { kind: 'keep', key: b?.id ?? '' }, by: 'x', reason: 'y' });
    await resolve(parts, {
      user: 'app',
      key: a?.id ?? '',
      order: { kind: 'extend', until: day(60) as never },
      by: 'x',
      reason: 'y',
    });
    await resolve(parts, { user: 'app', key: a?.id ?? '', order: { kind: 'release' }, by: 'x', reason: 'y' });
    expect((await memoryOf(w)).keep).toBeDefined();
  });
});

describe('undo', () => {
  it('finds a user by name after it was deleted and made again', async () => {
    const w = world();
    await runOn(w, 0);
    w.sandbox.world.iam.deleteUser(REF);
    w.sandbox.world.iam.addUser(ACCOUNT, { name: 'app', keys: [{ createdAt: day(-89), lastUsed }] });
    await runOn(w, [1, 4, 8, 12]);
    await expect(
      undo(partsOf(w.sandbox, { ledger: w.ledger, processId: 'u' }), {
        user: 'app',
        length: hours(1) as Duration,
      }),
    ).resolves.toBeDefined();
  });

  it('of a retired unused key whose deactivation was lost-then-refused; and it does not lie forgotten', async () => {
    const w = world();
    const idle = w.sandbox.world.iam.addUser(ACCOUNT, { name: 'idle', keys: [{ createdAt: day(-200) }] });
    const ref = { accountId: ACCOUNT, userName: idle.name };
    await runOn(w, [0, 1, 4, 6]);
    faultOnce(
      w,
      (c) => c.operation === 'UpdateAccessKey',
      { kind: 'lost-response' },
      { kind: 'error', status: 403, code: 'AccessDenied', message: 'x' },
    );
    await runOn(w, [7]);
    expect(statuses(w.sandbox, ref)).toEqual(['Inactive']);
    const r = await runOn(w, [8, 20, 60]);
    const mine = r.decisions.filter((d) => d.userName === 'idle');
    expect(mine.length === 0 || mine.some((d) => d.action !== 'none'), brief(r).join(' | ')).toBe(true);
  });
});

describe('a hold whose gates flap', () => {
  it('still escalates, and does not tell anew every day', async () => {
    const w = world();
    await runOn(w, UP_TO_GRACE);
    let odd = false;
    w.sandbox.faults.on((c) =>
      odd && c.operation === 'GetAccessKeyLastUsed'
        ? { kind: 'error', status: 403, code: 'AccessDenied', message: 'x' }
        : undefined,
    );
    const settings = {
      ...DEFAULT_SETTINGS,
      policy: { ...DEFAULT_SETTINGS.policy, inUse: { extend: 0 as Duration, afterwards: 'hold' as const } },
    };
    let escalated = false;
    for (let d = 11; d < 40; d += 1) {
      w.sandbox.clock.set(day(d) - 5 * 3_600_000);
      use(w.sandbox, w.sandbox.world.iam.keys(REF)[0]?.id ?? '');
      odd = d % 2 === 1;
      const r = await runOn(w, d, settings);
      escalated ||= r.decisions.some((x) => x.escalated === true);
    }
    expect.soft(escalated).toBe(true);
    expect.soft((await memoryOf(w)).notices.filter((n) => n.kind === 'held').length).toBeLessThan(5);
    void gatesOf;
  });
});
