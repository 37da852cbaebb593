import { expect, it } from 'vitest';
import { createCaller } from '../../src/aws/call.ts';
import { createLimiters } from '../../src/aws/limiter.ts';
import { instant } from '../../src/domain/time.ts';
import { CallFailure } from '../../src/ports/call-failure.ts';
import type { Clock } from '../../src/ports/clock.ts';

/** Virtual time: everything waits for the earliest sleeper. */
function virtual() {
  let at = 1e12;
  const sleepers: { at: number; wake: () => void }[] = [];
  const clock: Clock = {
    now: () => instant(at),
    sleep: (ms) =>
      new Promise((wake) => {
        sleepers.push({ at: at + ms, wake });
      }),
  };
  const drive = async (done: () => boolean) => {
    while (!done()) {
      for (let i = 0; i < 20; i += 1) await null;
      await new Promise((go) => setImmediate(go));
      sleepers.sort((a, b) => a.at - b.at);
      const next = sleepers.shift();
      if (next === undefined) {
        if (done()) return;
        throw new Error('everything waits, and nothing will wake it');
      }
      at = Math.max(at, next.at);
      next.wake();
    }
  };
  return { clock, drive };
}

it.each([5, 2, 1].flatMap((a) => [20, 50, 200].flatMap((c) => [1, 2, 3].map((s) => [a, c, s] as const))))(
  'where AWS allows %i calls a second, no call of 64 workers is given up (ceiling %i, seed %i)',
  async (allowed, ceiling, firstSeed) => {
    const { clock, drive } = virtual();
    let seed = firstSeed * 7919;
    const random = () => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647;
    };
    const caller = createCaller(clock, { next: () => 'x', random }, createLimiters(clock, ceiling));
    let tokens = allowed;
    let counted: number = clock.now();
    const server = async () => {
      await clock.sleep(40);
      const now: number = clock.now();
      tokens = Math.min(allowed, tokens + ((now - counted) / 1000) * allowed);
      counted = now;
      if (tokens < 1)
        throw new CallFailure({
          service: 'iam',
          operation: 'x',
          kind: 'throttled',
          awsCode: 'Throttling',
          certainty: 'refused',
          message: 'x',
        });
      tokens -= 1;
    };
    let left = 300;
    let given = 0;
    let open = 64;
    const worker = async () => {
      while (left > 0) {
        left -= 1;
        await caller.read('iam', 'x', server).catch(() => {
          given += 1;
        });
      }
      open -= 1;
    };
    for (let i = 0; i < 64; i += 1) void worker();
    await drive(() => open === 0);
    expect(given).toBe(0);
  },
);
