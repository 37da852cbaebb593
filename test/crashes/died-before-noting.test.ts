import { describe, expect, it } from 'vitest';
import { faultOnce } from '../support/fault-once.ts';
import { memoryOf, REF, world } from '../support/one-user.ts';
import { runOn, runOrDie, UP_TO_GRACE } from '../support/runs-on-days.ts';
import { day } from '../support/world.ts';

it('a deactivation that nobody noted, and that a person took back, is announced again', async () => {
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

describe('stray keys', () => {
  it('a saga of a user without keys is ended', async () => {
    const w = world();
    faultOnce(w, (c) => c.operation === 'CreateAccessKey', { kind: 'crash-before' });
    await runOrDie(w, 'first');
    w.sandbox.world.iam.deleteKey(w.sandbox.world.iam.keys(REF)[0]?.id ?? '');
    await runOn(w, [1, 2, 10]);
    expect((await memoryOf(w)).openSaga).toBeUndefined();
  });
});
