import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../src/domain/time.ts';
import { brief } from '../support/decisions-in-brief.ts';
import { faultOnce } from '../support/fault-once.ts';
import { memoryOf, REF, SECRET, statuses, type W, world } from '../support/one-user.ts';
import { runOn } from '../support/runs-on-days.ts';
import { run } from '../support/world.ts';

/** What a replica that is behind says is chosen by the seed: enough of them meet one at every call. */
const SEEDS = Array.from({ length: 16 }, (_, at) => at + 1);

/** Keys that the ledger calls gone and that are still there, which nobody would ever discard. */
async function wronglyGone(w: W): Promise<readonly string[]> {
  const { keys } = await memoryOf(w);
  const there = w.sandbox.world.iam.keys(REF).map(({ id }) => id);
  return keys.filter(({ keyId, goneAt }) => goneAt !== undefined && there.includes(keyId)).map(String);
}

describe('reads that are a moment behind', () => {
  it.each(SEEDS)('a new key that AWS does not know yet is not taken for deleted (seed %i)', async (seed) => {
    const w = world({ seed });
    faultOnce(w, ({ operation }) => operation === 'PutSecretValue', {
      kind: 'error',
      status: 400,
      code: 'LimitExceededException',
      message: 'no',
    });
    await runOn(w, 0);
    expect(await wronglyGone(w)).toEqual([]);
    // Given up at once or by the next runs, but given up.
    await runOn(w, [0.5, 1, 2, 3]);
    expect(await wronglyGone(w)).toEqual([]);
    const { keys } = await memoryOf(w);
    const discarded = keys.filter(({ discard }) => discard !== undefined).map(({ keyId }) => keyId);
    expect(discarded).toHaveLength(1);
    expect(w.sandbox.world.iam.keys(REF).map(({ id }) => id)).not.toContain(discarded[0]);
  });

  it.each(SEEDS)('a rotation whose answers are lost is finished by the next runs (seed %i)', async (seed) => {
    for (const operation of ['CreateSecret', 'PutResourcePolicy', 'UpdateSecretVersionStage']) {
      const w = world({ seed });
      const lost = Array.from({ length: 7 }, () => ({ kind: 'lost-response' }) as const);
      faultOnce(w, (call) => call.operation === operation, ...lost);
      await runOn(w, 0);
      // Straight away, while the answers are still behind; and later.
      for (const delay of [0, 1000, 60_000, DAY, DAY]) {
        const at = (w.sandbox.clock.now() + delay - Date.parse('2026-01-01T13:00:00Z')) / DAY;
        await runOn(w, at);
      }
      expect(statuses(w.sandbox), operation).toEqual(['Active', 'Active']);
      const { keys, openSaga } = await memoryOf(w);
      expect(openSaga, operation).toBeUndefined();
      expect(keys.filter(({ promotedAt }) => promotedAt !== undefined)).toHaveLength(1);
      expect(w.sandbox.world.secrets.value(SECRET), operation).toContain('SecretAccessKey');
    }
  });
});

describe('a listing that does not show our own new key yet', () => {
  it('does not make the next run rotate again', async () => {
    const bad: string[] = [];
    for (let seed = 1; seed <= 20; seed += 1) {
      const w = world({ seed, propagationMs: { listing: 2 * MINUTE } });
      await run(w.sandbox, { ledger: w.ledger, processId: 'a' });
      const r = await run(w.sandbox, { ledger: w.ledger, processId: 'b' });
      const tried = w.sandbox.calls.filter((c) => c.operation === 'CreateAccessKey').length;
      if (tried > 1) bad.push(`seed ${seed}: exit ${r.exitCode} ${brief(r).join(' | ')}`);
    }
    expect(bad).toEqual([]);
  });
});
