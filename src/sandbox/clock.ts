/** Simulated time: nothing in the sandbox reads the machine's clock. */
export interface SandboxClock {
  /** Epoch milliseconds in the simulation. */
  now(): number;
  /** Jumps to an instant; going back is allowed, since tests of wrong clocks need it. */
  set(ms: number): void;
  advance(ms: number): void;
}

/** Makes a clock that stands still until somebody moves it. */
export function createClock(startAt: number): SandboxClock {
  let current = startAt;
  return {
    now: () => current,
    set: (ms) => {
      current = ms;
    },
    advance: (ms) => {
      current += ms;
    },
  };
}
