import type { SandboxClock } from '../clock.ts';

/**
 * Makes a clock that runs on with another one (the machine's), beginning at any instant; moving it shifts it for good.
 *
 * A served sandbox needs one that runs: real clients wait for real seconds when a key has to spread.
 */
export function createFollowingClock(startAt: number, machine: () => number): SandboxClock {
  let shift = startAt - machine();
  return {
    now: () => machine() + shift,
    set: (ms) => {
      shift = ms - machine();
    },
    advance: (ms) => {
      shift += ms;
    },
  };
}
