import { describe, expect, it } from 'vitest';
import { runOnce } from '../../src/app/run/run-once.ts';
import { undo } from '../../src/app/undo.ts';
import { MINUTE } from '../../src/domain/time.ts';
import { pauseAt } from '../support/before-a-call.ts';
import { faultOnce } from '../support/fault-once.ts';
import { ACCOUNT, lastUsed, memoryOf, SECRET, statuses, type W } from '../support/one-user.ts';
import { runOn, runOrDie, UP_TO_GRACE } from '../support/runs-on-days.ts';
import { day, member, memoryLedger, partsOf, run, sandboxWith, use } from '../support/world.ts';

/** One user with everything due, and one beside it. */
function twoUsers(): W {
  return {
    sandbox: sandboxWith([
      member(ACCOUNT, [
        { name: 'app', keys: [{ createdAt: day(-90), lastUsed }] },
        { name: 'zzz', keys: [{ createdAt: day(-1) }] },
      ]),
    ]),
    ledger: memoryLedger(),
  };
}

const readingUse = ({ body }: { body: string }) => body.includes('Action=GetAccessKeyLastUsed');

/** A run whose reading takes long: `meanwhile` happens after the keys of app were listed and before it is worked on. */
async function slowRun(w: W, meanwhile: () => Promise<void>) {
  const wrap = pauseAt(readingUse, async () => {
    await meanwhile();
    w.sandbox.clock.advance(12 * MINUTE);
  });
  return await runOnce(partsOf(w.sandbox, { ledger: w.ledger, processId: 'slow', wrap }), { enforce: true });
}

describe('facts that are older than the memory they are held against', () => {
  it('a deactivation by another run is not taken for a reactivation by a person', async () => {
    const w = twoUsers();
    await runOn(w, UP_TO_GRACE);
    w.sandbox.clock.set(day(11));
    await slowRun(w, async () => void (await run(w.sandbox, { ledger: w.ledger, processId: 'quick' })));
    expect(statuses(w.sandbox)).toEqual(['Inactive', 'Active']);
    const memory = await memoryOf(w);
    expect.soft(memory.holds).toEqual([]);
    await expect
      .soft(undo(partsOf(w.sandbox, { ledger: w.ledger, processId: 'undo' }), { user: 'app' }))
      .resolves.toBeDefined();
  });

  it('a key whose creation answer was lost is still taken back', async () => {
    const w = twoUsers();
    await slowRun(w, async () => {
      faultOnce(w, (c) => c.operation === 'CreateAccessKey', { kind: 'lost-response' });
      await run(w.sandbox, { ledger: w.ledger, processId: 'quick' });
      w.sandbox.faults.clear();
    });
    await runOn(w, [1, 2, 3, 4]);
    const memory = await memoryOf(w);
    const stray = w.sandbox.world.events.find(
      (e) => e.type === 'CreateAccessKey' && e.sessionName !== undefined,
    )?.accessKeyId;
    expect(
      w.sandbox.world.iam.findKey(stray ?? '')?.deletedAt ??
        memory.keys.find((k) => k.keyId === stray)?.discard,
      JSON.stringify(memory.keys),
    ).toBeDefined();
  });

  it('a key that was handed over, and whose process died before it noted that, is not given up', async () => {
    const w = twoUsers();
    await slowRun(w, async () => {
      faultOnce(w, (c) => c.operation === 'UpdateSecretVersionStage' && c.processId === 'quick', {
        kind: 'crash-after',
      });
      await runOrDie(w, 'quick');
      w.sandbox.clock.advance(15 * MINUTE);
    });
    const value = JSON.parse(w.sandbox.world.secrets.value(SECRET) ?? '{}') as { AccessKeyId: string };
    // The application reads its secret at every start, and so has the new key already.
    use(w.sandbox, value.AccessKeyId);
    w.sandbox.clock.advance(30 * MINUTE);
    await run(w.sandbox, { ledger: w.ledger, processId: 'next' });
    expect(w.sandbox.world.iam.key(value.AccessKeyId).status).toBe('Active');
  });
});
