import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** How far a soak has come, in memory or in a file that the next one goes on from. */
export interface Progress {
  /** The seed whose turn it is. */
  next(): number;
  tried(seed: number, violated: boolean): void;
  count(): number;
  violations(): readonly number[];
}

interface Saved {
  readonly next: number;
  readonly tried: number;
  readonly violations: readonly number[];
}

const SAVE_EVERY = 50;

/** Opens the progress of a file, or begins at a seed. */
export function openProgress(path: string | undefined, from: number): Progress {
  let saved: Saved =
    path !== undefined && existsSync(path)
      ? (JSON.parse(readFileSync(path, 'utf8')) as Saved)
      : { next: from, tried: 0, violations: [] };
  const save = (): void => {
    if (path === undefined) return;
    // Written beside and moved, so that whoever stops the soak never finds half a file.
    writeFileSync(`${path}.new`, JSON.stringify(saved));
    renameSync(`${path}.new`, path);
  };
  return {
    next: () => saved.next,
    tried: (seed, violated) => {
      saved = {
        next: seed + 1,
        tried: saved.tried + 1,
        violations: violated ? [...saved.violations, seed] : saved.violations,
      };
      if (violated || saved.tried % SAVE_EVERY === 0) save();
    },
    count: () => saved.tried,
    violations: () => saved.violations,
  };
}
