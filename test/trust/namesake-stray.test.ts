import { expect, it } from 'vitest';
import { runOnce } from '../../src/app/run.ts';
import { pauseAt, REF, runOn, statuses, type W, world } from '../hostile/support.ts';
import { day, partsOf, run } from '../support/world.ts';

function reborn(w: W) {
  return pauseAt(
    ({ body }) => body.includes('Action=CreateAccessKey'),
    async () => {
      w.sandbox.world.iam.deleteUser(REF);
      w.sandbox.world.iam.addUser(REF.accountId, { name: REF.userName });
    },
  );
}

it.each(['is interrupted', 'fails'])(
  'a stray on the namesake of a gone user is taken back though one reading of it %s',
  async (how) => {
    const w = world();
    w.sandbox.faults.on((call) =>
      call.operation === 'CreateAccessKey' && call.processId === 'd0' ? { kind: 'lost-response' } : undefined,
    );
    await run(w.sandbox, { ledger: w.ledger, processId: 'd0', wrap: reborn(w) });
    w.sandbox.clock.set(day(2));
    w.sandbox.faults.on((call) => {
      if (call.operation !== 'ListAccessKeys' || call.processId !== 'd2') return undefined;
      return how === 'fails'
        ? { kind: 'error', status: 500, code: 'ServiceFailure', message: 'x' }
        : { kind: 'crash-before' };
    });
    const died = w.sandbox.faults.crashOf('d2').then(() => undefined);
    await Promise.race([
      runOnce(partsOf(w.sandbox, { ledger: w.ledger, processId: 'd2' }), { enforce: true }),
      died,
    ]);
    await runOn(w, [3, 4, 5, 8, 12, 16, 30]);
    expect(statuses(w.sandbox)).toEqual([]);
  },
);
