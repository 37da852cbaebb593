import { expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/time.ts';
import { memoryOf, runOn, statuses, world } from '../hostile/support.ts';

it('a creation that was throttled until the lease ended has made nothing, and leaves nothing open', async () => {
  const w = world();
  let throttled = 0;
  w.sandbox.faults.on(({ operation }) => {
    if (operation !== 'CreateAccessKey' || throttled > 0) return undefined;
    throttled += 1;
    // A laptop that sleeps: when the call would be sent again, its time under the lease is over.
    w.sandbox.clock.advance(14.5 * MINUTE);
    return { kind: 'throttle' };
  });
  const report = await runOn(w, 0);
  expect(throttled).toBe(1);
  expect(report.decisions.map(({ outcome }) => outcome?.status)).toContain('failed');
  expect(statuses(w.sandbox)).toEqual(['Active']);
  const memory = await memoryOf(w);
  expect(memory.openSaga).toBeUndefined();
  const journal = await w.ledger.journalOf(memory);
  expect(journal.filter(({ step }) => step === 'create').map(({ phase }) => phase)).toEqual([
    'intent',
    'refused',
  ]);
  // Nothing has to be waited for: the next run makes the key.
  await runOn(w, 1);
  expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
});
