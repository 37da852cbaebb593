import { describe, expect, it } from 'vitest';
import { instant } from '../domain/time.ts';
import { createCaller } from './call.ts';

const answer = (name: string, status?: number) =>
  Object.assign(new Error('x'), {
    name,
    ...(status === undefined ? {} : { $metadata: { httpStatusCode: status } }),
  });
const throttle = () => answer('Throttling', 400);
const dropped = () => answer('TimeoutError');
const denied = () => answer('AccessDenied', 403);

/** Sends fail as listed, then succeed; gives how often was sent and how long was waited. */
async function attempts(
  kind: 'read' | 'repeatable' | 'once',
  failures: readonly (() => Error)[],
  how: { readonly each?: number; readonly reached?: boolean } = {},
) {
  const waits: number[] = [];
  let now = 0;
  const clock = {
    now: () => instant(now),
    sleep: async (milliseconds: number) => void waits.push(milliseconds),
  };
  const random = { next: () => 'id', random: () => 0.5 };
  const caller = createCaller(clock, random, undefined, { reached: () => how.reached !== false });
  let sent = 0;
  const outcome = await caller[kind]('iam', 'Operation', async () => {
    const failure = failures[sent];
    sent += 1;
    now += how.each ?? 0;
    if (failure !== undefined) throw failure();
    return 'answer';
  }).catch((error: { awsCode: string }) => error.awsCode);
  return { sent, outcome, waits };
}

describe('what may be sent again', () => {
  it('a read, and a change that is repeatable by nature: after throttling and lost answers', async () => {
    for (const kind of ['read', 'repeatable'] as const) {
      expect(await attempts(kind, [throttle, dropped])).toMatchObject({ sent: 3, outcome: 'answer' });
      expect(await attempts(kind, [denied])).toMatchObject({ sent: 1, outcome: 'AccessDenied' });
    }
  });

  it('a change that must happen once: only after throttling, which is certain to have done nothing', async () => {
    expect(await attempts('once', [throttle, throttle])).toMatchObject({ sent: 3, outcome: 'answer' });
    expect(await attempts('once', [dropped])).toMatchObject({ sent: 1, outcome: 'TimeoutError' });
    expect(await attempts('once', [() => answer('ServiceFailure', 500)])).toMatchObject({
      sent: 1,
      outcome: 'ServiceFailure',
    });
    expect(await attempts('once', [() => answer('LimitExceeded', 409)])).toMatchObject({
      sent: 1,
      outcome: 'LimitExceeded',
    });
  });

  it('gives up after six failures, having waited longer each time', async () => {
    const broken = Array.from({ length: 20 }, () => () => answer('ServiceFailure', 500));
    const { sent, outcome, waits } = await attempts('read', broken);
    expect({ sent, outcome }).toEqual({ sent: 6, outcome: 'ServiceFailure' });
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits).toHaveLength(5);
  });

  it('sends what is never answered three times at most, a change that must happen once only once', async () => {
    const silent = Array.from({ length: 20 }, () => dropped);
    const each = 30_000;
    for (const kind of ['read', 'repeatable'] as const)
      expect(await attempts(kind, silent, { each })).toMatchObject({ sent: 3, outcome: 'TimeoutError' });
    expect(await attempts('once', silent, { each })).toMatchObject({ sent: 1, outcome: 'TimeoutError' });
  });

  it('does not insist on an address where nobody listens, unless AWS was heard from before', async () => {
    const nobody = Array.from({ length: 20 }, () => () => answer('ECONNREFUSED'));
    const { sent, waits } = await attempts('read', nobody, { reached: false });
    expect(sent).toBe(2);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(1000);
    expect(await attempts('read', nobody)).toMatchObject({ sent: 6 });
  });

  it('has more patience with throttling, which passes', async () => {
    const throttled = Array.from({ length: 40 }, () => throttle);
    expect(await attempts('read', throttled)).toMatchObject({ sent: 30, outcome: 'Throttling' });
    expect(await attempts('read', throttled.slice(0, 28))).toMatchObject({ sent: 29, outcome: 'answer' });
  });
});
