import { describe, expect, it } from 'vitest';
import { healthyStory, tryAll } from './try-all.ts';

const LIMIT = 300_000;

describe('the life of two keys, when Keyturn dies', () => {
  it('reaches its end when it does not', async () => {
    const healthy = await healthyStory;
    expect(healthy.problems).toEqual([]);
    expect(healthy.calls).toBeGreaterThan(150);
    expect(healthy.writes).toBeGreaterThan(20);
  });

  it.each(['crash-before', 'crash-after'] as const)('%s every call', { timeout: LIMIT }, async (fault) => {
    const { calls: points } = await healthyStory;
    expect(await tryAll({ fault, points })).toEqual({ struck: points, problems: [] });
  });

  it.each(['ledger-crash-before', 'ledger-crash-after'] as const)(
    '%s every write to the ledger',
    { timeout: LIMIT },
    async (fault) => {
      const { writes: points } = await healthyStory;
      expect(await tryAll({ fault, points })).toEqual({ struck: points, problems: [] });
    },
  );
});
