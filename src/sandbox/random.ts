/** A seeded source of randomness: one stream for identifiers, and a hash for decisions that must not disturb it. */
export interface SeededRandom {
  /** A whole number in [0, below). */
  integer(below: number): number;
  /** `length` characters drawn from an alphabet. */
  text(length: number, alphabet: string): string;
  /**
   * A number in [0, 1) that depends on the seed and the subject alone. Used for "is this read stale?", so that asking
   * does not change which identifiers are drawn later.
   */
  share(subject: string): number;
}

/** Makes the random source of one sandbox; equal seeds give equal streams. */
export function createRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    return mix(state);
  };
  const integer = (below: number): number => Math.floor((next() / 0x1_0000_0000) * below);
  return {
    integer,
    text: (length, alphabet) => {
      let result = '';
      for (let i = 0; i < length; i += 1) result += alphabet.charAt(integer(alphabet.length));
      return result;
    },
    share: (subject) => {
      let hash = (seed ^ 0x811c9dc5) >>> 0;
      for (let i = 0; i < subject.length; i += 1) {
        hash = Math.imul(hash ^ subject.charCodeAt(i), 0x01000193) >>> 0;
      }
      return mix(hash) / 0x1_0000_0000;
    },
  };
}

/** Spreads the bits of a 32-bit number (the finaliser of a common public-domain integer hash). */
function mix(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}
