import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Instant, instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Ticker } from './tell-waits.ts';

/** The machine's clock, shifted by a fixed time when another day is rehearsed. */
export function machineClock(shift = 0): Clock {
  return {
    now: () => instant(Date.now() + shift),
    sleep: async (milliseconds, signal) => {
      await wait(milliseconds, undefined, { signal });
    },
  };
}

/** Time as the machine counts it, whatever its clock is set to. */
export function machineTicker(): Ticker {
  return {
    now: () => performance.now(),
    every: (milliseconds, action) => {
      const timer = setInterval(action, milliseconds).unref();
      return () => clearInterval(timer);
    },
  };
}

/** How far a clock must be shifted for it to be `at` now. */
export function shiftTo(at: Instant): number {
  return at - Date.now();
}

/** Random ids and jitter. */
export function randomIds(): Ids {
  return { next: () => randomUUID().replaceAll('-', '').slice(0, 20), random: () => Math.random() };
}
