import { expect, it } from 'vitest';
import { healthyStory } from './try-all.ts';

it.each([false, true])(
  'the life of two keys comes to its end when nothing goes wrong (SDK: %s)',
  async (sdk) => {
    const healthy = await healthyStory(sdk);
    expect(healthy).toMatchObject({ problems: [], struck: false });
    expect(healthy.writes).toBeGreaterThan(20);
    expect(healthy.calls).toBeGreaterThan(150);
  },
);
