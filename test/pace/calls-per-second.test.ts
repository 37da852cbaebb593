import { describe, expect, it } from 'vitest';
import { createLimiter } from '../../src/aws/limiter.ts';
import { instant } from '../../src/domain/time.ts';
import type { Clock } from '../../src/ports/clock.ts';

function clockFrom(start: number, onSleep: (at: number, ms: number) => number = (at, ms) => at + ms) {
  let at = start;
  const clock: Clock = {
    now: () => instant(at),
    sleep: async (ms) => {
      at = onSleep(at, ms);
      await null;
    },
  };
  return {
    clock,
    set: (to: number) => {
      at = to;
    },
    at: () => at,
  };
}

describe('the limiter', () => {
  it('lets everybody through while the clock is set back again and again', async () => {
    let turn = 0;
    const c = clockFrom(1e12, (at, ms) => (++turn % 3 === 0 ? at - 3_600_000 : at + ms));
    const limiter = createLimiter(c.clock, 20);
    let through = 0;
    await Promise.all(
      Array.from({ length: 200 }, async () => {
        await limiter.take();
        through += 1;
      }),
    );
    expect(through).toBe(200);
  });
  it('does not burst after the machine slept', async () => {
    const c = clockFrom(1e12);
    const limiter = createLimiter(c.clock, 20);
    c.set(1e12 + 3_600_000);
    const before = c.at();
    await Promise.all(Array.from({ length: 20 }, () => limiter.take()));
    expect(c.at() - before).toBeGreaterThan(1500);
  });
  it('recovers from a storm, and never stops for more than seconds', async () => {
    const c = clockFrom(1e12);
    const limiter = createLimiter(c.clock, 20);
    for (let i = 0; i < 500; i += 1) {
      await limiter.take();
      limiter.throttled();
    }
    expect(limiter.rate).toBe(0.5);
    const before = c.at();
    await limiter.take();
    expect(c.at() - before).toBeLessThanOrEqual(4000);
    limiter.passed();
    for (let i = 0; i < 60; i += 1) {
      await limiter.take();
      limiter.passed();
    }
    expect(limiter.rate).toBe(20);
  });
  it('after a single success at the lowest rate does not send at more than a few calls a second', async () => {
    const c = clockFrom(1e12);
    const limiter = createLimiter(c.clock, 200);
    for (let i = 0; i < 50; i += 1) {
      await limiter.take();
      limiter.throttled();
    }
    await limiter.take();
    limiter.passed();
    expect(limiter.rate).toBeLessThanOrEqual(10);
  });
});
