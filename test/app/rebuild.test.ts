import { describe, expect, it } from 'vitest';
import { rebuildLedger } from '../../src/app/rebuild.ts';
import { SECOND } from '../../src/domain/time.ts';
import { day, member, memoryLedger, partsOf, run, sandboxWith } from '../support/world.ts';

const ACCOUNT = '111111111111';
const APP = { accountId: ACCOUNT, userName: 'app' };
const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };

/** A user whose key was replaced by a ledger that is lost five days later. */
async function afterTheLoss() {
  const sandbox = sandboxWith([
    member(ACCOUNT, [{ name: 'app', keys: [{ createdAt: day(-90), lastUsed }] }]),
  ]);
  const lost = memoryLedger('lost-ledger');
  for (const today of [0, 3, 5]) {
    sandbox.clock.set(day(today));
    await run(sandbox, { ledger: lost, processId: `d${today}` });
  }
  return { sandbox, ledger: memoryLedger('new-ledger') };
}

describe('ledger rebuild', () => {
  it('finds what the lost ledger wrote, and changes nothing without enforce', async () => {
    const { sandbox, ledger } = await afterTheLoss();
    const before = sandbox.world.events.length;
    const found = await rebuildLedger(partsOf(sandbox, { ledger }), { enforce: false });
    const [old, made] = sandbox.world.iam.keys(APP);
    expect(found.secrets).toMatchObject([
      {
        userName: 'app',
        ledgerId: 'lost-ledger',
        currentKey: made?.id,
        replacedKey: old?.id,
        takenOver: false,
      },
    ]);
    const changes = sandbox.world.events.slice(before).filter(({ type }) => type !== 'AssumeRole');
    expect(
      changes.map(({ type }) => type).filter((type) => /Tag|Put|Create|Update|Delete/.test(type)),
    ).toEqual([]);
    expect(await ledger.findUsers({ user: 'app' })).toEqual([]);
  });

  it('takes over the secrets of the named ledger only', async () => {
    const { sandbox, ledger } = await afterTheLoss();
    const parts = partsOf(sandbox, { ledger });
    const other = await rebuildLedger(parts, { enforce: true, from: 'another-ledger' });
    expect(other.secrets).toMatchObject([{ takenOver: false }]);
    const taken = await rebuildLedger(parts, { enforce: true, from: 'lost-ledger' });
    expect(taken.secrets).toMatchObject([{ takenOver: true }]);
    // Until all of Secrets Manager knows the new tag.
    sandbox.clock.advance(3 * SECOND);
    expect((await rebuildLedger(parts, { enforce: false })).secrets).toEqual([]);
  });

  it('starts every notice and grace period again, and then brings the old key to its end', async () => {
    const { sandbox, ledger } = await afterTheLoss();
    await rebuildLedger(partsOf(sandbox, { ledger }), { enforce: true, from: 'lost-ledger' });
    const statuses = async (today: number) => {
      sandbox.clock.set(day(today));
      await run(sandbox, { ledger, processId: `new-${today}` });
      return sandbox.world.iam.keys(APP).map(({ status }) => status);
    };
    expect(await statuses(9)).toEqual(['Active', 'Active']);
    expect(await statuses(11)).toEqual(['Active', 'Active']);
    expect(await statuses(14)).toEqual(['Active', 'Active']);
    expect(await statuses(16)).toEqual(['Inactive', 'Active']);
    expect(await statuses(25)).toEqual(['Inactive', 'Active']);
    expect(await statuses(27)).toEqual(['Active']);
  });

  it('without it, two active keys are held and nothing is changed', async () => {
    const { sandbox, ledger } = await afterTheLoss();
    for (const today of [11, 20, 40]) {
      sandbox.clock.set(day(today));
      await run(sandbox, { ledger, processId: `new-${today}` });
    }
    expect(sandbox.world.iam.keys(APP).map(({ status }) => status)).toEqual(['Active', 'Active']);
  });

  it('can be interrupted between its two writes, and done again', async () => {
    const { sandbox, ledger } = await afterTheLoss();
    sandbox.faults.on((call) =>
      call.processId === 'dies' && call.operation === 'TagResource' ? { kind: 'crash-before' } : undefined,
    );
    const parts = partsOf(sandbox, { ledger, processId: 'dies' });
    await Promise.race([
      rebuildLedger(parts, { enforce: true, from: 'lost-ledger' }),
      sandbox.faults.crashOf('dies'),
    ]);
    sandbox.clock.set(day(16));
    await run(sandbox, { ledger, processId: 'between' });
    expect(sandbox.world.iam.keys(APP).map(({ status }) => status)).toEqual(['Active', 'Active']);
    const again = partsOf(sandbox, { ledger, processId: 'again' });
    expect((await rebuildLedger(again, { enforce: true, from: 'lost-ledger' })).secrets).toMatchObject([
      { takenOver: true },
    ]);
  });
});
