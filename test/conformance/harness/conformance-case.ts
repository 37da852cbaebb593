import type { Feature, Target } from './target.ts';

/** One statement about how AWS behaves, and the calls that check it. */
export interface ConformanceCase {
  /** Stable name, `area/behaviour`; known differences refer to it. */
  readonly id: string;
  /** The AWS behaviour as a sentence. */
  readonly title: string;
  /** Where AWS or a recording of its answers says so, when that is not on the operation's own page of the API reference. */
  readonly source?: string;
  /** Leave the case out on targets without this feature. */
  readonly needs?: Feature;
  readonly run: () => Promise<void>;
}

/** The cases of one area, bound to a target. Nothing is sent before `run`. */
export type CaseFile = (target: Target) => readonly ConformanceCase[];
