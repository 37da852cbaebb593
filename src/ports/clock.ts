import type { Instant } from '../domain/time.ts';

/** The only source of time below the command: real, shifted (rehearsal) or simulated. */
export interface Clock {
  now(): Instant;
  /** Resolves after that many milliseconds of this clock; the simulated clock jumps instead of waiting. May be aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
