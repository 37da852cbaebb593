import type { Clock } from '../ports/clock.ts';

/** Paces the calls to one service of one account. */
export interface Limiter {
  /** Waits for the next free slot; who does not want it any more by then leaves it to others, and waits for ever. */
  take(signal?: AbortSignal): Promise<void>;
  /** AWS answered, and did not throttle: the rate grows. */
  passed(): void;
  /** AWS throttled a call: the rate is halved. */
  throttled(): void;
  /** Requests a second at present. */
  readonly rate: number;
  /** Requests a second at most. */
  readonly ceiling: number;
  /** Throttling has made it slower than it began. */
  readonly slowed: boolean;
  /** How many wait for a slot. */
  readonly queue: number;
}

/** Practitioners plan for 5 to 10 calls a second per account; AWS publishes no figure for IAM. */
const START = 10;

/** Who allows more than a hundred calls a second knows the endpoint: it is begun with a tenth of that. */
const START_SHARE = 0.1;
const SLOWEST = 0.5;

/** The share of the ceiling by which the rate grows in each second without throttling. */
const GROWTH = 0.2;

/** The share of itself by which one call makes the rate grow at most. */
const MOST_AT_ONCE = 0.25;

/** Calls that were sent before a halving come back throttled as well: they are one event. */
const ONE_EVENT_MS = 500;

/** No wait is longer, whatever the clock does meanwhile (a machine that slept, a clock set back). */
const LONGEST_WAIT_MS = 10_000;

/** What a timer that came late may send at once: the calls of so long a time. */
const CATCH_UP_SECONDS = 0.1;

/**
 * An adaptive rate limiter: it starts at 10 calls a second unless told otherwise, grows steadily up to the ceiling while nothing is throttled,
 * and halves when something is. The account's rate belongs to everybody in it, so calls are spread over time.
 */
export function createLimiter(clock: Clock, ceiling: number, start: number = START): Limiter {
  let rate = Math.min(start, ceiling);
  let tokens = 1;
  let countedAt = clock.now();
  let halvedAt = Number.NEGATIVE_INFINITY;
  let pumping = false;
  const waiting: { readonly go: () => void; readonly signal: AbortSignal | undefined }[] = [];

  const count = (): void => {
    const now = clock.now();
    const passed = Math.max(0, now - countedAt) / 1000;
    countedAt = now;
    tokens = Math.min(Math.max(1, rate * CATCH_UP_SECONDS), tokens + passed * rate);
  };
  /** Lets callers go one by one, at the rate of each moment: it may have changed since they began to wait. */
  const pump = async (): Promise<void> => {
    pumping = true;
    try {
      while (waiting.length > 0) {
        count();
        while (tokens >= 1 && waiting.length > 0) {
          const next = waiting.shift();
          if (next === undefined || next.signal?.aborted === true) continue;
          tokens -= 1;
          next.go();
        }
        if (waiting.length > 0)
          await clock.sleep(Math.min(LONGEST_WAIT_MS, Math.ceil(((1 - tokens) * 1000) / rate)));
      }
    } finally {
      pumping = false;
    }
  };
  return {
    get rate() {
      return rate;
    },
    ceiling,
    get slowed() {
      return rate < Math.min(start, ceiling);
    },
    get queue() {
      return waiting.length;
    },
    async take(signal) {
      count();
      if (waiting.length === 0 && tokens >= 1) {
        tokens -= 1;
        return;
      }
      await new Promise<void>((resolve) => {
        waiting.push({ go: resolve, signal });
        if (!pumping) void pump();
      });
    },
    passed() {
      // Each call adds its share of a second's growth; at a low rate that is much, so that it takes several calls.
      rate = Math.min(ceiling, rate + Math.min(rate * MOST_AT_ONCE, (ceiling * GROWTH) / rate));
    },
    throttled() {
      const now = clock.now();
      if (Math.abs(now - halvedAt) < ONE_EVENT_MS) return;
      halvedAt = now;
      rate = Math.max(SLOWEST, rate / 2);
      tokens = Math.min(tokens, 0);
    },
  };
}

/** The limiters of one account, one for each service, since AWS counts each by itself. */
export function createLimiters(clock: Clock, ceiling: number): (service: string) => Limiter {
  const limiters = new Map<string, Limiter>();
  return (service) => {
    const known = limiters.get(service);
    if (known !== undefined) return known;
    const start = Math.max(START, ceiling * START_SHARE);
    const made = createLimiter(clock, Math.max(ceiling, ROOMY[service] ?? 0), start);
    limiters.set(service, made);
    return made;
  };
}

/** Services with documented rates far above IAM's: STS 600 a second, Secrets Manager at least 50. */
const ROOMY: Readonly<Record<string, number>> = { sts: 200, secretsmanager: 50 };
