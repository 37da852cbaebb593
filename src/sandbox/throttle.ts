import type { ServiceName } from './wire/service.ts';

/** A token bucket's refill and size; AWS publishes neither for IAM, so callers choose. */
export interface Rate {
  readonly perSecond: number;
  /** Bucket size; default one second's worth, at least one. */
  readonly burst?: number;
}

/** Rates per service; a service without one is not limited. */
export type RateTable = Partial<Readonly<Record<ServiceName, Rate>>>;

/** Rates close to what is published or reported for real accounts; give them as `rates` to feel AWS's limits. */
export const AWS_LIKE_RATES: RateTable = {
  iam: { perSecond: 10, burst: 20 },
  sts: { perSecond: 600 },
  organizations: { perSecond: 8, burst: 12 },
  secretsmanager: { perSecond: 50 },
  ssm: { perSecond: 40 },
};

/** Limits requests per calling account and service, in simulated time. */
export interface Throttle {
  /** Sets one account's rate; 'unlimited' lifts it, undefined returns to the default. */
  limit(accountId: string, service: ServiceName, rate: Rate | 'unlimited' | undefined): void;
  /** Takes a token; false means that the request is to be refused. */
  admit(accountId: string, service: ServiceName, now: number): boolean;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Makes the throttle of one sandbox. */
export function createThrottle(defaults: RateTable): Throttle {
  const overrides = new Map<string, Rate | 'unlimited'>();
  const buckets = new Map<string, Bucket>();
  return {
    limit: (accountId, service, rate) => {
      const name = `${accountId}/${service}`;
      buckets.delete(name);
      if (rate === undefined) overrides.delete(name);
      else overrides.set(name, rate);
    },
    admit: (accountId, service, now) => {
      const name = `${accountId}/${service}`;
      const rate = overrides.get(name) ?? defaults[service];
      if (rate === undefined || rate === 'unlimited') return true;
      const size = Math.max(1, rate.burst ?? rate.perSecond);
      const bucket = buckets.get(name) ?? { tokens: size, at: now };
      const refill = (Math.max(0, now - bucket.at) / 1000) * rate.perSecond;
      bucket.tokens = Math.min(size, bucket.tokens + refill);
      bucket.at = now;
      buckets.set(name, bucket);
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}
