import { expect, it } from 'vitest';
import type { Instant } from '../../src/domain/time.ts';
import { standingOf } from '../../src/report/status-key.ts';
import { renderTable } from '../../src/report/table.ts';
import { ACCOUNT, memoryOf, REF, runOn, world } from '../hostile/support.ts';
import { day, use } from '../support/world.ts';
import { daily, order } from './support.ts';

it('after a release, status leaves what comes next to the next run', async () => {
  const w = world();
  await runOn(w, [0, 4, 8]);
  const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
  await order(w, { kind: 'extend', until: day(60) as Instant });
  const report = await runOn(w, 11);
  w.sandbox.clock.set(day(11.2));
  await order(w, { kind: 'release' });
  const memory = await memoryOf(w);
  const key = memory.keys.find(({ keyId }) => keyId === old);
  if (key === undefined) throw new Error('no key');
  const { next } = standingOf(key, { memory, now: day(11.3) as Instant, report });
  expect(next?.text).toContain('the next whole run plans it');
});

it('a change that failed is counted as not made', async () => {
  const w = world();
  w.sandbox.faults.on(({ operation }) =>
    operation === 'CreateAccessKey'
      ? { kind: 'error', status: 403, code: 'AccessDenied', message: 'x' }
      : undefined,
  );
  expect(renderTable(await runOn(w, 0), { width: 140 })).toContain('1 key: 1 due and not changed.');
});

it('a user on whom another run works is counted as not changed', async () => {
  const w = world();
  await runOn(w, -9);
  w.sandbox.clock.set(day(0));
  const { userId } = w.sandbox.world.iam.user(REF);
  await w.ledger.acquireLease({ accountId: ACCOUNT, userId } as never, {
    holder: 'other',
    now: day(0) as Instant,
    until: day(0.01) as Instant,
  });
  expect(renderTable(await runOn(w, 0), { width: 140 })).toContain('1 key: 1 due and not changed.');
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
