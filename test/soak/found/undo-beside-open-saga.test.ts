import { expect, it } from 'vitest';
import { undo } from '../../../src/app/undo.ts';
import { day, member, memoryLedger, partsOf, run, sandboxWith } from '../../support/world.ts';

const ACCOUNT = '111111111111';
const REF = { accountId: ACCOUNT, userName: 'app' };

it('an undo of one key does not make Keyturn forget that it was deactivating another', async () => {
  const sandbox = sandboxWith([
    member(ACCOUNT, [{ name: 'app', keys: [{ createdAt: day(-120) }, { createdAt: day(-110) }] }]),
  ]);
  const ledger = memoryLedger();
  for (const today of [0, 4, 6, 8]) {
    sandbox.clock.set(day(today));
    await run(sandbox, { ledger, processId: `d${today}` });
  }
  const inactive = () => sandbox.world.iam.keys(REF).filter((key) => key.status === 'Inactive');
  const [first] = inactive();
  expect(inactive()).toHaveLength(1);

  // The other key is deactivated as well, and the process dies before it learns of it.
  sandbox.clock.set(day(9));
  sandbox.faults.on((call) =>
    call.operation === 'UpdateAccessKey' && call.processId === 'd9' ? { kind: 'crash-after' } : undefined,
  );
  await Promise.race([run(sandbox, { ledger, processId: 'd9' }), sandbox.faults.crashOf('d9')]);
  const second = inactive().find((key) => key.id !== first?.id);
  expect(second).toBeDefined();

  sandbox.clock.set(day(10));
  await undo(partsOf(sandbox, { ledger, processId: 'u1' }), { user: 'app', key: first?.id ?? '' });
  sandbox.clock.set(day(10) + 3_600_000);
  await expect(
    undo(partsOf(sandbox, { ledger, processId: 'u2' }), { user: 'app', key: second?.id ?? '' }),
  ).resolves.toMatchObject({ hold: { kind: 'undo' } });
  expect(inactive()).toEqual([]);
});
