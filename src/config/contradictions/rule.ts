import type { Settings } from '../settings.ts';

/** Settings that cannot all hold. */
export interface Clash {
  /** Dotted paths of those involved, the one to point at first. */
  readonly paths: readonly string[];
  /** What is wrong, with the values. */
  readonly message: string;
  /** What to change. */
  readonly hint: string;
}

/**
 * One thing that must hold between settings.
 *
 * `reads` names every setting that it looks at; when one of them was given and could not be used, the rule is not asked.
 */
export interface ContradictionRule {
  readonly reads: readonly string[];
  readonly find: (settings: Settings) => readonly Clash[];
}
