import { expect, it } from 'vitest';
import { pauseAt, REF, world } from '../hostile/support.ts';
import { day, run } from '../support/world.ts';

it('a key made for a user who was deleted and made again under the same name is taken back', async () => {
  const w = world();
  const gone = w.sandbox.world.iam.user(REF).userId;
  const reborn = pauseAt(
    ({ body }) => body.includes('Action=CreateAccessKey'),
    async () => {
      w.sandbox.world.iam.deleteUser(REF);
      w.sandbox.world.iam.addUser(REF.accountId, { name: REF.userName });
    },
  );
  await run(w.sandbox, { ledger: w.ledger, processId: 'd0', wrap: reborn });
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
  const reborn = pauseAt(
    ({ body }) => body.includes('Action=CreateAccessKey'),
    async () => {
      w.sandbox.world.iam.deleteUser(REF);
      w.sandbox.world.iam.addUser(REF.accountId, { name: REF.userName });
    },
  );
  w.sandbox.faults.on((call) =>
    call.operation === 'CreateAccessKey' && call.processId === 'd0' ? { kind: 'crash-after' } : undefined,
  );
  const died = w.sandbox.faults.crashOf('d0');
  await Promise.race([run(w.sandbox, { ledger: w.ledger, processId: 'd0', wrap: reborn }), died]);
  expect(w.sandbox.world.iam.keys(REF)).toHaveLength(1);
  for (const today of [1, 2, 3, 4, 8, 13, 14]) {
    w.sandbox.clock.set(day(today));
    await run(w.sandbox, { ledger: w.ledger, processId: `d${today}` });
  }
  expect(w.sandbox.world.iam.keys(REF)).toEqual([]);
});
