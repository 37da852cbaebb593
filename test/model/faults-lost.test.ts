import { describe, expect, it } from 'vitest';
import { healthyStory, tryAll } from './try-all.ts';

describe('the life of two keys, when answers are lost', () => {
  it.each(['lost-response', 'lost-request', 'server-error'] as const)(
    '%s at every call',
    { timeout: 300_000 },
    async (fault) => {
      const { calls: points } = await healthyStory;
      expect(await tryAll({ fault, points })).toEqual({ struck: points, problems: [] });
    },
  );
});
