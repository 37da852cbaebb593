import { describe, expect, it } from 'vitest';
import type { Notice } from '../../src/domain/memory.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import { brief } from '../support/decisions-in-brief.ts';
import { memoryOf, REF, world } from '../support/one-user.ts';
import { day, NOBODY_ADOPTS, run, use } from '../support/world.ts';

describe('the outbox', () => {
  it('does not tell an owner of a key that is gone by the time the channel works again', async () => {
    const w = world();
    let up = false;
    const told: Notice[] = [];
    const mail = {
      channel: 'mail',
      countsAsNotice: true,
      deliver: async (ns: readonly Notice[]) => {
        if (!up) throw new Error('away');
        told.push(...ns);
        return { accepted: ns.map((n) => n.id) };
      },
    };
    const go = async (d: number) => {
      w.sandbox.clock.set(day(d));
      return await run(w.sandbox, { ledger: w.ledger, processId: `d${d}`, parts: { notifiers: [mail] } });
    };
    await go(0);
    const made = w.sandbox.world.iam.keys(REF)[1];
    w.sandbox.world.iam.deleteKey(made?.id ?? '');
    await go(1);
    up = true;
    await go(2);
    const living = w.sandbox.world.iam.keys(REF).map((k) => k.id);
    expect(
      told.filter((n) => n.kind === 'rotated' && !living.includes(n.newKeyId ?? '')).map((n) => n.newKeyId),
    ).toEqual([]);
  });

  it('does not announce a past date', async () => {
    const w = world();
    let up = true;
    const told: (Notice & { at: number })[] = [];
    const mail = {
      channel: 'mail',
      countsAsNotice: true,
      deliver: async (ns: readonly Notice[]) => {
        if (!up) throw new Error('away');
        told.push(...ns.map((n) => ({ ...n, at: w.sandbox.clock.now() })));
        return { accepted: ns.map((n) => n.id) };
      },
    };
    const go = async (d: number) => {
      w.sandbox.clock.set(day(d));
      return await run(w.sandbox, { ledger: w.ledger, processId: `d${d}`, parts: { notifiers: [mail] } });
    };
    up = false;
    for (const d of [0, 4, 8, 10, 11, 15]) await go(d);
    up = true;
    for (const d of [20, 21, 22, 24, 26, 27, 28]) await go(d);
    const wrong = told
      .filter((n) => n.plannedFor !== undefined && n.plannedFor < n.at)
      .map(
        (n) =>
          `${n.kind} on day ${Math.round((n.at - day(0)) / 86_400_000)} announces day ${Math.round((n.plannedFor ?? 0) - day(0)) / 86_400_000}`,
      );
    const off = w.sandbox.world.events.find((e) => e.type === 'UpdateAccessKey');
    const promised = told.some(
      (n) =>
        n.plannedFor !== undefined &&
        n.pending === 'deactivate' &&
        n.plannedFor >= n.at &&
        off !== undefined &&
        n.plannedFor <= off.at,
    );
    expect.soft(wrong).toEqual([]);
    expect
      .soft(
        off === undefined || promised,
        `deactivated on day ${((off?.at ?? 0) - day(0)) / 86_400_000} without ever having told a date that was still to come`,
      )
      .toBe(true);
  });
});

it('an extension whose notice no channel took is announced again, or could never end', async () => {
  const w = world();
  const inUse = { ...NOBODY_ADOPTS.policy.inUse, afterwards: 'deactivate' as const };
  const settings = { ...NOBODY_ADOPTS, policy: { ...NOBODY_ADOPTS.policy, inUse } };
  // Used every day; the last use is reported within hours.
  const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
  let up = true;
  const mail: Notifier = {
    channel: 'mail',
    countsAsNotice: true,
    deliver: async (notices) => ({ accepted: up ? notices.map(({ id }) => id) : [] }),
  };
  const seen: string[] = [];
  for (let today = 0; today <= 90; today += 1) {
    w.sandbox.clock.set(
      day(today) - 12 * 3_600_000 > w.sandbox.clock.now()
        ? day(today) - 12 * 3_600_000
        : w.sandbox.clock.now(),
    );
    use(w.sandbox, old);
    w.sandbox.clock.set(Math.max(day(today), w.sandbox.clock.now()));
    up = today < 11 || today >= 25;
    const report = await run(w.sandbox, {
      ledger: w.ledger,
      settings,
      processId: `d${today}`,
      parts: { notifiers: [mail] },
    });
    if (today > 9) seen.push(`${today}: ${brief(report).join(' | ')}`);
  }
  const late = (await memoryOf(w)).notices.filter(
    (n) => n.pending === 'deactivate' && n.queuedAt >= day(25) && n.acceptedAt !== undefined,
  );
  expect(late.length, seen.join('\n')).toBeGreaterThan(0);
});
