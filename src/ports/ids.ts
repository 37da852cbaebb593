/** The only source of unique ids and of jitter: random in real life, seeded in the sandbox. */
export interface Ids {
  /** A unique id of letters and digits, fit for role session names. */
  next(): string;
  /** A number in [0, 1), for jitter. */
  random(): number;
}
