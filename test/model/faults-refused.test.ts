import { describe, expect, it } from 'vitest';
import { healthyStory, tryAll } from './try-all.ts';

describe('the life of two keys, when calls are refused', () => {
  it.each(['throttle', 'error'] as const)('%s at every call', { timeout: 300_000 }, async (fault) => {
    const { calls: points } = await healthyStory;
    expect(await tryAll({ fault, points })).toEqual({ struck: points, problems: [] });
  });
});
