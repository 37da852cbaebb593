/**
 * Tells processes of this machine apart, and whether one of them still lives.
 *
 * A name is opaque, and may be kept: it never fits another process, not even one with the same number later on.
 */
export interface Processes {
  /** This process; undefined where nothing could be proven about it later. */
  readonly own: string | undefined;
  /** True only where it is certain that the process so named is no more; whatever cannot be told is false. */
  isDead(name: string): boolean;
}

/** Knows of no process whether it lives: a lease then stands until its end. */
export const UNKNOWN_PROCESSES: Processes = { own: undefined, isDead: () => false };
