import { describe, expect, it } from 'vitest';
import { resolve } from '../../src/app/resolve.ts';
import { undo } from '../../src/app/undo.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import { brief } from '../support/decisions-in-brief.ts';
import { memoryOf, REF, statuses, world } from '../support/one-user.ts';
import { order } from '../support/order.ts';
import { daily, runOn, UP_TO_GRACE } from '../support/runs-on-days.ts';
import { day, partsOf, run, use } from '../support/world.ts';

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

describe('releasing a key that is inactive', () => {
  it('warns again before it is deleted, as the command says', async () => {
    const w = world();
    await runOn(w, [...UP_TO_GRACE, 11, 15, 19, 20]);
    w.sandbox.clock.set(day(21));
    const clear = w.sandbox.faults.on((c) =>
      c.operation === 'UpdateAccessKey'
        ? { kind: 'error', status: 403, code: 'AccessDenied', message: 'x' }
        : undefined,
    );
    await undo(partsOf(w.sandbox, { ledger: w.ledger, processId: 'u' }), { user: 'app' }).catch(
      () => undefined,
    );
    clear();
    await runOn(w, [22, 40]);
    const { text } = await resolve(partsOf(w.sandbox, { ledger: w.ledger, processId: 'r' }), {
      user: 'app',
      order: { kind: 'release' },
      by: 'x',
      reason: 'y',
    });
    expect(text).toContain('Released');
    const r = await runOn(w, 41);
    expect(w.sandbox.world.iam.keys(REF).length, brief(r).join(' | ')).toBe(2);
  });
});

it('a release of a hold that is over takes back nothing that the owner was told', async () => {
  const w = world();
  const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
  await runOn(w, [0, 1]);
  await order(w, { kind: 'extend', until: day(3) as Instant });
  let acted: number | undefined;
  for (const d of daily(2, 30)) {
    w.sandbox.clock.set(day(d) - 3_600_000);
    if (d < 11) use(w.sandbox, old);
    w.sandbox.clock.set(day(d));
    if (d === 16) {
      await expect(order(w, { kind: 'release' })).rejects.toMatchObject({ code: 'NOTHING_TO_RESOLVE' });
    }
    const { decisions, endedAt } = await runOn(w, d);
    const off = decisions.some(
      ({ keyId, action, outcome }) => keyId === old && action === 'deactivate' && outcome?.status === 'done',
    );
    if (off) acted ??= endedAt;
  }
  const { notices } = await memoryOf(w);
  const told = notices
    .filter(({ keyId, pending }) => keyId === old && pending === 'deactivate')
    .map(({ plannedFor }) => plannedFor as number);
  expect(acted).toBeGreaterThanOrEqual(Math.max(...told));
});
