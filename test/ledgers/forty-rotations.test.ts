import { expect, it } from 'vitest';
import { statusOf } from '../../src/app/status.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { days } from '../../src/domain/time.ts';
import { memoryOf, REF, world } from '../support/one-user.ts';
import { day, NOBODY_ADOPTS, run, use } from '../support/world.ts';

/** As much as a row of a store without transactions holds with room to spare. */
const MOST = 50 * 1024;

it('a user who was rotated forty times is remembered in less than 50 KB, and status still tells of every key', async () => {
  const w = world();
  const settings: Settings = {
    ...NOBODY_ADOPTS,
    policy: { ...NOBODY_ADOPTS.policy, rotateAfter: days(45), notice: 'required' },
  };
  let largest = 0;
  let rotations = 0;
  for (let today = 0; rotations < 40 && today < 4000; today += 4) {
    w.sandbox.clock.set(day(today) - 3_600_000);
    const newest = w.sandbox.world.iam.keys(REF).at(-1);
    if (newest?.status === 'Active') use(w.sandbox, newest.id);
    w.sandbox.clock.set(day(today));
    const { decisions } = await run(w.sandbox, { ledger: w.ledger, settings, processId: `d${today}` });
    rotations += decisions.filter((one) => one.action === 'rotate' && one.outcome?.status === 'done').length;
    const memory = await memoryOf(w);
    largest = Math.max(largest, Buffer.byteLength(JSON.stringify(memory)));
  }
  expect(rotations).toBe(40);
  expect(largest).toBeLessThan(MOST);
  const [life] = await statusOf(w.ledger, { user: 'app' });
  expect(life?.memory.keys).toHaveLength(41);
  expect(life?.journal.filter(({ step, phase }) => step === 'create' && phase === 'done').length).toBe(40);
});
