import { describe, expect, it } from 'vitest';
import { instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import { createLimiter, createLimiters } from './limiter.ts';

function simulated(): Clock & { set(at: number): void } {
  let now = 0;
  return {
    now: () => instant(now),
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
    set: (at) => {
      now = at;
    },
  };
}

async function callsWithin(seconds: number, ceiling: number): Promise<number> {
  const clock = simulated();
  const limiter = createLimiter(clock, ceiling);
  let calls = 0;
  for (;;) {
    await limiter.take();
    if (clock.now() >= seconds * 1000) return calls;
    calls += 1;
    limiter.passed();
  }
}

describe('the rate limiter', () => {
  it('starts at ten calls a second and grows to the ceiling', async () => {
    expect(await callsWithin(0.5, 200)).toBeLessThanOrEqual(15);
    expect(await callsWithin(10, 200)).toBeGreaterThan(1400);
    expect(await callsWithin(10, 20)).toBeLessThanOrEqual(200);
  });

  it('never exceeds a ceiling below its start', async () => {
    expect(await callsWithin(10, 2)).toBeLessThanOrEqual(21);
  });

  it('halves on throttling, once for the calls of one moment, and never stops', () => {
    const clock = simulated();
    const limiter = createLimiter(clock, 8);
    expect(limiter.rate).toBe(8);
    limiter.throttled();
    limiter.throttled();
    expect(limiter.rate).toBe(4);
    for (let at = 1; at < 20; at += 1) {
      clock.set(at * 1000);
      limiter.throttled();
    }
    expect(limiter.rate).toBe(0.5);
    expect(limiter.slowed).toBe(true);
    limiter.passed();
    expect(limiter.rate).toBeGreaterThan(0.5);
  });

  it('does not wait for hours when the clock is set back', async () => {
    const clock = simulated();
    const limiter = createLimiter(clock, 10);
    clock.set(10 * 3_600_000);
    await limiter.take();
    clock.set(0);
    await limiter.take();
    expect(clock.now()).toBeLessThanOrEqual(60_000);
  });

  it('spends no slot on who does not wait any more', async () => {
    let wake = (): void => undefined;
    let now = 0;
    const clock = {
      now: () => instant(now),
      sleep: () => new Promise<void>((resolve) => (wake = resolve)),
    };
    const limiter = createLimiter(clock, 1);
    await limiter.take();
    const stop = new AbortController();
    const gone = Array.from({ length: 400 }, () => limiter.take(stop.signal));
    const next = limiter.take();
    expect(limiter.queue).toBe(401);
    stop.abort();
    now += 1000;
    wake();
    await next;
    expect(limiter.queue).toBe(0);
    expect(gone).toHaveLength(400);
  });

  it('begins with a tenth of a ceiling that is far above what IAM allows', () => {
    for (const [ceiling, rate] of [
      [20, 10],
      [100, 10],
      [500, 50],
      [10_000, 1_000],
    ] as const) {
      const limiters = createLimiters(simulated(), ceiling);
      expect(limiters('iam').rate).toBe(rate);
      expect(limiters('sts').rate).toBe(rate);
    }
  });

  it('counts each service of an account by itself, and gives roomy services their rate', () => {
    const limiters = createLimiters(simulated(), 5);
    limiters('iam').throttled();
    expect(limiters('iam').rate).toBe(2.5);
    expect(limiters('secretsmanager').rate).toBe(10);
    expect(limiters('iam')).toBe(limiters('iam'));
  });
});
