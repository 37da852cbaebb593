import { describe, expect, it } from 'vitest';
import { undo } from '../../src/app/undo.ts';
import { violations } from '../../src/demo/invariants.ts';
import { DAY } from '../../src/domain/time.ts';
import { faultOnce } from '../support/fault-once.ts';
import { memoryOf, REF, SECRET, statuses, type W, world } from '../support/one-user.ts';
import { runOn, UP_TO_GRACE } from '../support/runs-on-days.ts';
import { day, partsOf, run } from '../support/world.ts';

const refuse = { kind: 'error', status: 403, code: 'AccessDenied', message: 'x' } as const;

const loseAll = (w: W, operation: string, executed: boolean) =>
  w.sandbox.faults.on((call) =>
    call.operation === operation ? { kind: executed ? 'lost-response' : 'lost-request' } : undefined,
  );

describe('a change whose first attempt was carried out and whose repetition is refused', () => {
  it('UpdateAccessKey: the deactivation that happened is known to the ledger and can be undone', async () => {
    const w = world();
    await runOn(w, UP_TO_GRACE);
    faultOnce(w, (c) => c.operation === 'UpdateAccessKey', { kind: 'lost-response' }, refuse);
    await runOn(w, 11);
    expect(statuses(w.sandbox)[0]).toBe('Inactive');
    await runOn(w, 12);
    const old = w.sandbox.world.iam.keys(REF)[0];
    const record = (await memoryOf(w)).keys.find((k) => k.keyId === old?.id);
    expect.soft(record?.deactivatedAt).toBeDefined();
    await expect(
      undo(partsOf(w.sandbox, { ledger: w.ledger, processId: 'undo' }), { user: 'app' }),
    ).resolves.toBeDefined();
  });

  it('PutSecretValue: a value that was stored keeps its key for 24 hours of soak', async () => {
    const w = world();
    faultOnce(w, (c) => c.operation === 'PutSecretValue', { kind: 'lost-response' }, refuse);
    await run(w.sandbox, { ledger: w.ledger });
    expect(violations(w.sandbox.world.events, { quiet: 5 * DAY, soak: 10 * DAY })).toEqual([]);
  });
});

describe('undo straight after a deactivation whose answer was lost', () => {
  it('finds the key that Keyturn deactivated', async () => {
    const w = world();
    await runOn(w, UP_TO_GRACE);
    const stop = loseAll(w, 'UpdateAccessKey', true);
    await runOn(w, 11);
    stop();
    expect(statuses(w.sandbox)[0]).toBe('Inactive');
    await expect(
      undo(partsOf(w.sandbox, { ledger: w.ledger, processId: 'undo' }), { user: 'app' }),
    ).resolves.toBeDefined();
  });

  it('is told to the owner once it is settled', async () => {
    const w = world();
    await runOn(w, UP_TO_GRACE);
    const stop = loseAll(w, 'UpdateAccessKey', true);
    await runOn(w, 11);
    stop();
    await runOn(w, 12);
    expect((await memoryOf(w)).notices.filter((n) => n.kind === 'deactivated')).toHaveLength(1);
  });

  it('is settled right also when the next run sees a stale listing', async () => {
    const bad: number[] = [];
    for (let seed = 1; seed <= 20; seed += 1) {
      const w = world({ seed, propagationMs: { listing: 5 * 60_000, statusChange: 4000 } });
      await runOn(w, UP_TO_GRACE);
      const stop = loseAll(w, 'UpdateAccessKey', true);
      await runOn(w, 11);
      stop();
      await run(w.sandbox, { ledger: w.ledger, processId: 'again' });
      await runOn(w, 12);
      const old = w.sandbox.world.iam.keys(REF)[0];
      const record = (await memoryOf(w)).keys.find((k) => k.keyId === old?.id);
      if (old?.status === 'Inactive' && record?.deactivatedAt === undefined) bad.push(seed);
    }
    expect(bad).toEqual([]);
  });
});

describe('answers that never come', () => {
  it('a value that may have been stored keeps its key for 24 hours of soak', async () => {
    const w = world();
    const stop = loseAll(w, 'PutSecretValue', true);
    await runOn(w, 0);
    stop();
    expect(statuses(w.sandbox)).toEqual(['Active', 'Inactive']);
    await runOn(w, 0.5);
    expect(statuses(w.sandbox)).toEqual(['Active', 'Inactive']);
    await runOn(w, [2, 3]);
    expect(w.sandbox.world.secrets.value(SECRET)).toContain('SecretAccessKey');
  });

  it('a deactivation that may have happened stays open, and is known afterwards', async () => {
    const w = world();
    await runOn(w, UP_TO_GRACE);
    const stop = loseAll(w, 'UpdateAccessKey', true);
    await runOn(w, 11);
    stop();
    expect((await memoryOf(w)).openSaga?.kind).toBe('deactivate');
    await runOn(w, 15);
    const memory = await memoryOf(w);
    expect(memory.openSaga).toBeUndefined();
    expect(memory.keys.find((key) => key.replacedBy !== undefined)?.deactivatedAt).toBeGreaterThanOrEqual(
      day(15),
    );
    await runOn(w, [20, 24]);
    expect(statuses(w.sandbox)).toEqual(['Inactive', 'Active']);
    await runOn(w, [25, 26]);
    expect(statuses(w.sandbox)).toEqual(['Active']);
  });

  it('a key that may have been made leaves its rotation open, and is taken back later', async () => {
    const w = world();
    const stop = loseAll(w, 'CreateAccessKey', true);
    await runOn(w, 0);
    stop();
    expect((await memoryOf(w)).openSaga?.kind).toBe('rotate');
    await runOn(w, [1, 2]);
    expect(statuses(w.sandbox)).toEqual(['Active', 'Inactive']);
  });
});
