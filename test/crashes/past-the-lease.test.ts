import { describe, expect, it } from 'vitest';
import { runOnce } from '../../src/app/run/run-once.ts';
import { undo } from '../../src/app/undo.ts';
import { violations } from '../../src/demo/invariants.ts';
import { DAY, MINUTE } from '../../src/domain/time.ts';
import { pauseAt } from '../support/before-a-call.ts';
import { memoryOf, REF, statuses, world } from '../support/one-user.ts';
import { ownAccount } from '../support/own-account.ts';
import { runOn, UP_TO_GRACE } from '../support/runs-on-days.ts';
import { day, use } from '../support/world.ts';

describe('fencing in the account of the caller itself (this-account, and the hub account of an organization)', () => {
  it('a worker that slept past its lease does not delete a key that an undo has brought back', async () => {
    const { sandbox, partsFor } = ownAccount();
    for (const d of [...UP_TO_GRACE, 11, 15, 19, 20]) {
      sandbox.clock.set(day(d));
      await runOnce(partsFor(`d${d}`), { enforce: true });
    }
    const old = sandbox.world.iam.keys(REF)[0]?.id ?? '';
    expect(statuses(sandbox)).toEqual(['Inactive', 'Active']);
    sandbox.clock.set(day(22));
    const wrap = pauseAt(
      ({ body }) => body.includes('Action=ListUserTags'),
      async () => {
        // The laptop is closed here for twenty minutes; elsewhere the owner is helped.
        sandbox.clock.advance(20 * MINUTE);
        await undo(partsFor('undo'), { user: 'app' });
        sandbox.clock.advance(MINUTE);
        expect(use(sandbox, old)).toBe(true);
      },
    );
    await runOnce(partsFor('sleeper', wrap), { enforce: true });
    expect(violations(sandbox.world.events, { quiet: 5 * DAY, soak: 9 * DAY }).map((v) => v.text)).toEqual(
      [],
    );
    expect(sandbox.world.iam.keys(REF).map((k) => k.id)).toContain(old);
  });
});

it('in the own account a request that was signed under a lease does not land after it', async () => {
  const { sandbox, partsFor } = ownAccount();
  for (const d of [...UP_TO_GRACE, 11, 15, 19, 20]) {
    sandbox.clock.set(day(d));
    await runOnce(partsFor(`d${d}`), { enforce: true });
  }
  const old = sandbox.world.iam.keys(REF)[0]?.id ?? '';
  sandbox.clock.set(day(22));
  // IAM is slow, and then the machine sleeps between signing and sending.
  const slow = pauseAt(
    ({ body }) => body.includes('Action=ListUserTags'),
    async () => sandbox.clock.advance(10 * MINUTE),
  );
  const asleep = pauseAt(
    ({ body }) => body.includes('Action=DeleteAccessKey'),
    async () => {
      sandbox.clock.advance(6 * MINUTE);
      await undo(partsFor('undo'), { user: 'app' });
      sandbox.clock.advance(MINUTE);
      expect(use(sandbox, old)).toBe(true);
    },
  );
  await runOnce(
    partsFor('sleeper', (handler) => asleep(slow(handler))),
    { enforce: true },
  );
  expect(sandbox.world.iam.keys(REF).map((key) => key.id)).toContain(old);
});

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
