import { expect, it } from 'vitest';
import { runOnce } from '../../src/app/run/run-once.ts';
import { pauseAt } from '../support/before-a-call.ts';
import { REF, statuses, type W, world } from '../support/one-user.ts';
import { runOn } from '../support/runs-on-days.ts';
import { day, partsOf, run } from '../support/world.ts';

/** The user is deleted and made again just before a key is made for it. */
function reborn(w: W) {
  return pauseAt(
    ({ body }) => body.includes('Action=CreateAccessKey'),
    async () => {
      w.sandbox.world.iam.deleteUser(REF);
      w.sandbox.world.iam.addUser(REF.accountId, { name: REF.userName });
    },
  );
}

it('a key made for a user who was deleted and made again under the same name is taken back', async () => {
  const w = world();
  const gone = w.sandbox.world.iam.user(REF).userId;
  await run(w.sandbox, { ledger: w.ledger, processId: 'd0', wrap: reborn(w) });
  expect(w.sandbox.world.iam.user(REF).userId).not.toBe(gone);
  // Seen by its id, at the proof: nobody is told of it, and it is switched off at once.
  expect(w.sandbox.world.iam.keys(REF).map(({ status }) => status)).toEqual(['Inactive']);
  for (const today of [1, 2, 3, 4]) {
    w.sandbox.clock.set(day(today));
    await run(w.sandbox, { ledger: w.ledger, processId: `d${today}` });
  }
  expect(w.sandbox.world.iam.keys(REF)).toEqual([]);
});

it('also when the process died before it could look', async () => {
  const w = world();
  w.sandbox.faults.on((call) =>
    call.operation === 'CreateAccessKey' && call.processId === 'd0' ? { kind: 'crash-after' } : undefined,
  );
  const died = w.sandbox.faults.crashOf('d0');
  await Promise.race([run(w.sandbox, { ledger: w.ledger, processId: 'd0', wrap: reborn(w) }), died]);
  expect(w.sandbox.world.iam.keys(REF)).toHaveLength(1);
  for (const today of [1, 2, 3, 4, 8, 13, 14]) {
    w.sandbox.clock.set(day(today));
    await run(w.sandbox, { ledger: w.ledger, processId: `d${today}` });
  }
  expect(w.sandbox.world.iam.keys(REF)).toEqual([]);
});

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
