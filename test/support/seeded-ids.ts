import { createHash } from 'node:crypto';
import type { Ids } from '../../src/ports/ids.ts';

/** Ids and jitter that depend on a seed and on how often they were asked for. */
export function seededIds(seed: string): Ids {
  let count = 0;
  const digest = (): string => {
    count += 1;
    return createHash('sha256').update(`${seed}/${count}`).digest('hex');
  };
  return {
    next: () => digest().slice(0, 20),
    random: () => Number.parseInt(digest().slice(0, 8), 16) / 2 ** 32,
  };
}
