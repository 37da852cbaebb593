import { describe, expect, it } from 'vitest';
import { undo } from '../../src/app/undo.ts';
import { violations } from '../../src/demo/invariants.ts';
import { DAY } from '../../src/domain/time.ts';
import { partsOf, run } from '../support/world.ts';
import { faultOnce, memoryOf, REF, runOn, statuses, UP_TO_GRACE, world } from './support.ts';

const refuse = { kind: 'error', status: 403, code: 'AccessDenied', message: 'x' } as const;

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
    const stop = w.sandbox.faults.on((c) =>
      c.operation === 'UpdateAccessKey' ? { kind: 'lost-response' } : undefined,
    );
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
    const stop = w.sandbox.faults.on((c) =>
      c.operation === 'UpdateAccessKey' ? { kind: 'lost-response' } : undefined,
    );
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
      const stop = w.sandbox.faults.on((c) =>
        c.operation === 'UpdateAccessKey' ? { kind: 'lost-response' } : undefined,
      );
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
