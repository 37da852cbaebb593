import { RestoreSecretCommand } from '@aws-sdk/client-secrets-manager';
import { expect, it } from 'vitest';
import { DAY, type Instant, isoDay, isoTime } from '../../src/domain/time.ts';
import { objectionText } from '../../src/messages/objection-text.ts';
import { clientsFor } from '../../src/sandbox/testing/clients.ts';
import {
  ACCOUNT,
  brief,
  lastUsed,
  memoryOf,
  REF,
  runOn,
  SECRET,
  UP_TO_GRACE,
  type W,
  world,
} from '../hostile/support.ts';
import { day, member, memoryLedger, NOBODY_ADOPTS, run, sandboxWith, use } from '../support/world.ts';
import { daily, exempt, order, safety } from './support.ts';

const denied = { kind: 'error', status: 403, code: 'AccessDenied', message: 'x' } as const;

it('monthly runs: a key whose turn fell once to the budget is deactivated at last', async () => {
  const users = ['a', 'b'];
  const w: W = {
    sandbox: sandboxWith([
      member(
        ACCOUNT,
        users.map((name) => ({ name, keys: [{ createdAt: day(-90), lastUsed }] })),
      ),
    ]),
    ledger: memoryLedger(),
  };
  const seen: string[] = [];
  for (const d of [0, 30, 60, 90, 120, 150, 180, 210, 240])
    seen.push(
      `${d} ${brief(await runOn(w, d, d === 60 ? safety({ maxChangesPerRun: 1 }) : NOBODY_ADOPTS)).join(' | ')}`,
    );
  const left = users.map(
    (userName) =>
      w.sandbox.world.iam
        .keys({ accountId: ACCOUNT, userName })
        .filter((k) => k.status === 'Active' && k.createdAt < day(0)).length,
  );
  expect(left, seen.join('\n')).toEqual([0, 0]);
});

it.each([
  [53, 83, 113, 143, 173],
  [40, 55, 70, 85, 100],
  [30, 37.01, 44.02, 51.03, 58.04, 65.05, 72.06],
])(
  'runs a month, a fortnight, a week apart: a deletion that execution held once takes place: %i',
  async (...days) => {
    const w = world();
    await runOn(w, [...UP_TO_GRACE, 11]);
    const [old, fresh] = w.sandbox.world.iam.keys(REF);
    w.sandbox.world.secrets.remove(SECRET, 30);
    await runOn(w, [15, 23]);
    w.sandbox.clock.set(day(25));
    expect(use(w.sandbox, fresh?.id ?? '')).toBe(true);
    await runOn(w, days);
    expect(w.sandbox.world.iam.keys(REF).map((k) => k.id)).not.toContain(old?.id);
  },
);

it('weekly runs: a deactivation that execution held once takes place', async () => {
  const w = world();
  await runOn(w, [0, 4, 8]);
  const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
  w.sandbox.world.secrets.remove(SECRET, 30);
  await runOn(w, 11);
  const person = w.sandbox.world.credentials.forRole({ accountId: ACCOUNT, roleName: 'KeyturnRotate' });
  await clientsFor(w.sandbox, person, 'person', SECRET.region).secrets.send(
    new RestoreSecretCommand({ SecretId: SECRET.name }),
  );
  const seen: string[] = [];
  for (const d of [18, 25, 32, 39, 46, 53, 60]) seen.push(`${d} ${brief(await runOn(w, d)).join(' | ')}`);
  expect(
    w.sandbox.world.iam
      .keys(REF)
      .filter((k) => k.status === 'Active')
      .map((k) => k.id),
    seen.join('\n'),
  ).not.toContain(old);
});

it('an exemption that ends two months after the date: the deletion is announced first', async () => {
  const w = world();
  await runOn(w, [...UP_TO_GRACE, 11, 15]);
  await runOn(w, [18, 22, 40, 60, 79], exempt(80));
  expect(brief(await runOn(w, 81, exempt(80)))).toContain('app warn KEY_PENDING_DELETION');
});

it('a deletion that is announced again is told with one date, and takes place on it', async () => {
  const w = world();
  await runOn(w, [...UP_TO_GRACE, 11]);
  const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
  let blind = true;
  w.sandbox.faults.on((call) => (blind && call.operation === 'GetAccessKeyLastUsed' ? denied : undefined));
  let done = '';
  for (const d of daily(12, 42)) {
    blind = d < 32;
    // Daily runs that begin at 13:30 and reach the user some seconds earlier or later.
    w.sandbox.clock.set(day(d) + 30 * 60_000 + (d <= 32 ? 20_000 : 5_000));
    const report = await run(w.sandbox, { ledger: w.ledger, processId: `d${d}` });
    if (brief(report).includes('app delete RECOVER_GRACE_PERIOD_END done')) done = isoDay(report.endedAt);
  }
  const told = (await memoryOf(w)).notices.filter(
    (n) => n.keyId === old && n.pending === 'delete' && n.queuedAt > day(32),
  );
  const dates = [...new Set(told.map((n) => isoTime(n.plannedFor as Instant)))];
  const steps = told.map((n) => (n.step ?? 0) / DAY);
  expect({ dates, steps, done }).toEqual({
    dates: ['2026-02-09T13:00:00Z'],
    steps: [7, 3, 1],
    done: '2026-02-09',
  });
});

it('a held deletion under resolve --extend says that a new date follows', async () => {
  const w = world();
  await runOn(w, [...UP_TO_GRACE, 11]);
  await order(w, { kind: 'extend', until: day(30) as Instant });
  const report = await runOn(w, [13, 23]);
  const words = report.decisions.flatMap((d) => d.objections ?? []).map((o) => objectionText(o).wayOut);
  await runOn(w, daily(24, 36));
  expect(w.sandbox.world.iam.keys(REF)).toHaveLength(2);
  expect(words).not.toContain('Passes by itself on 2026-01-31.');
});

it('runs every two months come to an end', async () => {
  const w = world();
  const old = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
  await runOn(w, [0, 60, 120, 180, 240, 300, 360, 420, 480]);
  expect(
    w.sandbox.world.iam
      .keys(REF)
      .filter((k) => k.status === 'Active')
      .map((k) => k.id),
  ).not.toContain(old);
});
