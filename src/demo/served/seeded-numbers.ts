import { createHash } from 'node:crypto';

/** Numbers in [0, 1) that depend on a seed alone. */
export function seededNumbers(seed: number): () => number {
  let count = 0;
  return () => {
    count += 1;
    const digest = createHash('sha256').update(`served/${seed}/${count}`).digest('hex');
    return Number.parseInt(digest.slice(0, 8), 16) / 2 ** 32;
  };
}
