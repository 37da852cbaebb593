import { expect, it } from 'vitest';
import { faultOnce, memoryOf, REF, runOn, runOrDie, UP_TO_GRACE, world } from '../hostile/support.ts';
import { day } from '../support/world.ts';

it('a deactivation that nobody noted, and that a person took back, is announced anew', async () => {
  const w = world();
  await runOn(w, UP_TO_GRACE);
  const [old] = w.sandbox.world.iam.keys(REF);
  const id = old?.id ?? '';
  w.sandbox.clock.set(day(11));
  faultOnce(w, (call) => call.operation === 'UpdateAccessKey', { kind: 'crash-after' });
  await runOrDie(w, 'dies');
  expect(w.sandbox.world.iam.key(id).status).toBe('Inactive');
  w.sandbox.world.iam.setKeyStatus(id, 'Active');
  for (const today of [11.5, 12, 14, 17]) {
    await runOn(w, today);
    expect(w.sandbox.world.iam.key(id).status, `day ${today}`).toBe('Active');
  }
  const told = (await memoryOf(w)).notices.filter(
    ({ keyId, pending, queuedAt }) => keyId === id && pending === 'deactivate' && queuedAt > day(11),
  );
  expect(told).not.toEqual([]);
  expect(told[0]?.plannedFor).toBeGreaterThanOrEqual(day(17));
  await runOn(w, 20);
  expect(w.sandbox.world.iam.key(id).status).toBe('Inactive');
});
