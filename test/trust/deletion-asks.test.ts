import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/domain/time.ts';
import { gatesOf, memoryOf, REF, runOn, SECRET, statuses, UP_TO_GRACE, world } from '../hostile/support.ts';
import { day, use } from '../support/world.ts';

describe('before an old key is deleted', () => {
  it.each([0, 7])('its secret is asked: removed by people (%i days to go), it stays', async (window) => {
    const w = world();
    await runOn(w, [...UP_TO_GRACE, 11]);
    expect(statuses(w.sandbox)[0]).toBe('Inactive');
    w.sandbox.world.secrets.remove(SECRET, window);
    const report = await runOn(w, [15, 19, 20, 22, 30]);
    expect(statuses(w.sandbox)).toHaveLength(2);
    expect(gatesOf(report.decisions)).toContain('replacement');
  });

  it('a use that AWS reported late is a hold, told to its owner', async () => {
    const w = world({ lastUsedLagMs: 6 * HOUR });
    await runOn(w, UP_TO_GRACE);
    const [old] = w.sandbox.world.iam.keys(REF);
    w.sandbox.clock.set(day(11) - 2 * HOUR);
    expect(use(w.sandbox, old?.id ?? '')).toBe(true);
    await runOn(w, 11);
    expect(w.sandbox.world.iam.key(old?.id ?? '').status).toBe('Inactive');
    const report = await runOn(w, [15, 19, 20, 22, 30]);
    expect(statuses(w.sandbox)).toHaveLength(2);
    expect(gatesOf(report.decisions)).toContain('late-use');
    const { notices } = await memoryOf(w);
    expect(notices.filter(({ kind, keyId }) => kind === 'held' && keyId === old?.id)).not.toEqual([]);
  });
});
