/** Seeded chance: everything random in a schedule is drawn from one of these. */
export interface Dice {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** A seed for other dice, so that what they throw does not disturb what these throw later. */
  fork(): number;
}

/** Dice that always fall the same way for the same seed (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const [item] = items.slice(between(0, items.length - 1)) as [(typeof items)[number]?];
      if (items.length === 0) throw new RangeError('Nothing to pick from');
      return item as (typeof items)[number];
    },
    fork: () => Math.floor(next() * 2 ** 32),
  };
}
