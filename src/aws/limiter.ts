import type { Clock } from '../ports/clock.ts';

/** Paces the calls to one service of one account. */
export interface Limiter {
  /** Waits for the next free slot. */
  take(): Promise<void>;
  /** A call went through: the rate grows. */
  passed(): void;
  /** AWS throttled a call: the rate is halved. */
  throttled(): void;
  /** Requests a second at present. */
  readonly rate: number;
}

/** Practitioners plan for 5 to 10 calls a second per account; AWS publishes no figure for IAM. */
const START = 10;
const SLOWEST = 0.5;

/** The share of the ceiling by which the rate grows in each second without throttling. */
const GROWTH = 0.2;

/** Calls that were sent before a halving come back throttled as well: they are one event. */
const ONE_EVENT_MS = 500;

/** No wait is longer, whatever the clock does meanwhile (a machine that slept, a clock set back). */
const LONGEST_WAIT_MS = 60_000;

/**
 * An adaptive rate limiter: it starts at 10 calls a second, grows steadily up to the ceiling while nothing is throttled,
 * and halves when something is. The account's rate belongs to everybody in it, so nothing is ever sent in bursts.
 */
export function createLimiter(clock: Clock, ceiling: number): Limiter {
  let rate = Math.min(START, ceiling);
  let nextFree = 0;
  let halvedAt = Number.NEGATIVE_INFINITY;
  return {
    get rate() {
      return rate;
    },
    async take() {
      const now = clock.now();
      const slot = Math.min(Math.max(now, nextFree), now + LONGEST_WAIT_MS);
      nextFree = slot + 1000 / rate;
      if (slot > now) await clock.sleep(Math.ceil(slot - now));
    },
    passed() {
      // Each call adds its share of a second's growth.
      rate = Math.min(ceiling, rate + (ceiling * GROWTH) / rate);
    },
    throttled() {
      const now = clock.now();
      if (Math.abs(now - halvedAt) < ONE_EVENT_MS) return;
      halvedAt = now;
      rate = Math.max(SLOWEST, rate / 2);
      nextFree = Math.max(nextFree, now + 1000 / rate);
    },
  };
}

/** The limiters of one account, one for each service, since AWS counts each by itself. */
export function createLimiters(clock: Clock, ceiling: number): (service: string) => Limiter {
  const limiters = new Map<string, Limiter>();
  return (service) => {
    const known = limiters.get(service);
    if (known !== undefined) return known;
    const made = createLimiter(clock, Math.max(ceiling, ROOMY[service] ?? 0));
    limiters.set(service, made);
    return made;
  };
}

/** Services with documented rates far above IAM's: STS 600 a second, Secrets Manager at least 50. */
const ROOMY: Readonly<Record<string, number>> = { sts: 200, secretsmanager: 50 };
