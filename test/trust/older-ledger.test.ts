import { expect, it } from 'vitest';
import { runOnce } from '../../src/app/run.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/config/settings.ts';
import type { HostMessage } from '../../src/ports/host.ts';
import { statuses, world } from '../hostile/support.ts';
import { day, memoryLedger, partsOf, run } from '../support/world.ts';

const settings: Settings = {
  ...DEFAULT_SETTINGS,
  policy: { ...DEFAULT_SETTINGS.policy, adoption: 'not-required', notice: 'not-required' },
};

it('a ledger that knows nothing of a rotation gives it a grace of its own, and says so once', async () => {
  const w = world();
  await run(w.sandbox, { ledger: w.ledger, processId: 'd0', settings });
  expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
  // The same ledger as it was before that day.
  const restored = memoryLedger(w.ledger.id);
  const said: HostMessage[] = [];
  const on = async (today: number) => {
    w.sandbox.clock.set(day(today));
    const parts = partsOf(w.sandbox, { ledger: restored, processId: `d${today}`, settings });
    await runOnce({ ...parts, host: { notify: (message) => said.push(message) } }, { enforce: true });
    return statuses(w.sandbox);
  };
  for (const today of [7, 8, 12, 16]) expect(await on(today), `day ${today}`).toEqual(['Active', 'Active']);
  expect(await on(18)).toEqual(['Inactive', 'Active']);
  expect(said.filter(({ code }) => code === 'LEDGER_BEHIND')).toHaveLength(1);
});
