import { expect, it } from 'vitest';
import { safety } from '../support/changed-settings.ts';
import { brief } from '../support/decisions-in-brief.ts';
import { ACCOUNT, lastUsed, REF, SECRET, type W, world } from '../support/one-user.ts';
import { restoreSecret } from '../support/restored-secret.ts';
import { runOn, UP_TO_GRACE } from '../support/runs-on-days.ts';
import { day, member, memoryLedger, NOBODY_ADOPTS, sandboxWith, use } from '../support/world.ts';

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
  await restoreSecret(w);
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
