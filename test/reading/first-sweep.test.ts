import { describe, expect, it } from 'vitest';
import { runOnce } from '../../src/app/run/run-once.ts';
import { countedRun } from '../support/counted-run.ts';
import { office, users } from '../support/many-users.ts';
import { day, partsOf } from '../support/world.ts';

describe('the sweep after a first look', () => {
  it('the day after everybody was read by order, nobody need be read', async () => {
    const { sandbox, ledger } = office(users(150, () => 5));
    await runOnce(partsOf(sandbox, { ledger }), { enforce: true, readAll: true });
    sandbox.clock.set(day(1));
    const { calls } = await countedRun(sandbox, { ledger, processId: 'd1' });
    expect(calls.ListAccessKeys ?? 0).toBeLessThan(40);
  });

  it.each([7, 31])('runs every %s days have read everybody in the second', async (every) => {
    const { sandbox, ledger } = office(users(150, () => 5));
    await countedRun(sandbox, { ledger, processId: 'one' });
    sandbox.clock.set(day(every));
    const { report } = await countedRun(sandbox, { ledger, processId: 'two' });
    expect(report.byReport).toEqual([]);
  });
});
