import { describe, expect, it } from 'vitest';
import { undo } from '../../src/app/undo.ts';
import { type Duration, hours, instant, MINUTE } from '../../src/domain/time.ts';
import type { HostMessage } from '../../src/ports/host.ts';
import { faultOnce } from '../support/fault-once.ts';
import { memoryOf, REF, statuses, world } from '../support/one-user.ts';
import { runOn, UP_TO_GRACE } from '../support/runs-on-days.ts';
import { undoBeside, type W } from '../support/undo-beside.ts';
import { day, partsOf } from '../support/world.ts';

describe('an undo while the lease of a dead process stands', () => {
  async function deactivatedAndLeased(): Promise<W> {
    const w = world();
    await runOn(w, [...UP_TO_GRACE, 11]);
    const keyId = w.sandbox.world.iam.keys(REF)[0]?.id ?? '';
    w.sandbox.clock.set(day(12));
    const ref = await memoryOf(w);
    const until = instant(day(12) + 15 * MINUTE);
    await w.ledger.acquireLease(ref, { holder: 'dead', now: instant(day(12)), until });
    return { ...w, keyId };
  }

  it('holds and reactivates without waiting, writes nothing but the journal, and says what follows', async () => {
    const w = await deactivatedAndLeased();
    const before = await memoryOf(w);
    const said: HostMessage[] = [];
    const parts = partsOf(w.sandbox, {
      ledger: w.ledger,
      processId: 'undo',
      parts: { host: { notify: (message) => said.push(message) } },
    });
    await undo(parts, { user: 'app', length: hours(72) as Duration });
    expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
    const after = await memoryOf(w);
    expect(after.keys).toEqual(before.keys);
    expect(after.holds).toMatchObject([{ kind: 'undo', keyId: w.keyId }]);
    expect((await w.ledger.journalOf(after)).slice(-2)).toMatchObject([
      { step: 'reactivate', phase: 'intent', keyId: w.keyId },
      { step: 'reactivate', phase: 'done', keyId: w.keyId },
    ]);
    expect(said).toMatchObject([{ code: 'UNDO_BESIDE_RUN', level: 'warn' }]);
    expect(said[0]?.text).toContain('Another run, working or dead, has the lease on app');
    expect(said[0]?.text).not.toContain('begun to deactivate');
  });

  it('the next run takes note of it; when the hold has ended the owner is warned again', async () => {
    const w = await deactivatedAndLeased();
    await undo(partsOf(w.sandbox, { ledger: w.ledger, processId: 'undo' }), {
      user: 'app',
      length: hours(72) as Duration,
    });
    await runOn(w, 13);
    const memory = await memoryOf(w);
    expect(memory.holds.map(({ kind }) => kind)).toEqual(['undo']);
    const record = memory.keys.find((key) => key.keyId === w.keyId);
    expect(record).not.toHaveProperty('deactivatedAt');
    expect(record?.noticesFrom).toBeGreaterThanOrEqual(day(13));
    expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
    const report = await runOn(w, [14, 16]);
    const decision = report.decisions.find(({ keyId }) => keyId === w.keyId);
    expect(decision?.action).toBe('warn');
    expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
  });

  it('a refused call is told, and the hold stands', async () => {
    const w = await deactivatedAndLeased();
    const clear = faultOnce(w, ({ operation }) => operation === 'UpdateAccessKey', {
      kind: 'error',
      status: 403,
      code: 'AccessDenied',
      message: 'no',
    });
    expect(await undoBeside(w)).toBe('AWS_CALL_FAILED');
    clear();
    expect((await memoryOf(w)).holds).toHaveLength(1);
    expect((await w.ledger.journalOf(await memoryOf(w))).at(-1)).toMatchObject({ phase: 'refused' });
    expect(await undoBeside(w)).toBe('undone');
  });
});
