import { describe, expect, it } from 'vitest';
import { instant } from '../domain/time.ts';
import type { Wait } from '../ports/waiting.ts';
import { createCaller } from './call.ts';
import { finishing } from './finishing.ts';
import { createLimiters } from './limiter.ts';

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

describe('when the run is to end', () => {
  const ids = { next: () => 'id', random: () => 0.5 };
  const never = new Promise<never>(() => undefined);

  function stoppable() {
    const stop = new AbortController();
    const slept: (AbortSignal | undefined)[] = [];
    const clock = {
      now: () => instant(0),
      sleep: async (_milliseconds: number, signal?: AbortSignal) => {
        slept.push(signal);
        queueMicrotask(() => stop.abort());
        await never;
      },
    };
    const caller = createCaller(clock, ids, undefined, { stop: stop.signal });
    return { stop, slept, caller };
  }

  it('a read in flight is given up at once, and its request with it', async () => {
    const { stop, caller } = stoppable();
    let given: AbortSignal | undefined;
    const reading = caller.read('iam', 'ListAccessKeys', async ({ abortSignal }) => {
      given = abortSignal;
      queueMicrotask(() => stop.abort());
      return await never;
    });
    await expect(reading).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(given?.aborted).toBe(true);
  });

  it('a read that waits to be sent again is given up, and none is begun', async () => {
    const { slept, caller } = stoppable();
    let sent = 0;
    const send = async () => {
      sent += 1;
      throw throttle();
    };
    await expect(caller.read('iam', 'ListAccessKeys', send)).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await expect(caller.read('iam', 'ListAccessKeys', send)).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await expect(caller.pauseForReport(500)).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(sent).toBe(1);
    expect(slept.map((signal) => signal?.aborted)).toEqual([true]);
  });

  it.each(['repeatable', 'once'] as const)('a change in flight is waited for: %s', async (kind) => {
    const { stop, caller } = stoppable();
    stop.abort();
    const changing = caller[kind]('iam', 'CreateAccessKey', async ({ abortSignal }) => abortSignal ?? 'sent');
    expect(await changing).toBe('sent');
  });

  it('the readings that a change needs, once it has begun, are made', async () => {
    const { stop, caller } = stoppable();
    const [begun, idle] = [finishing(caller), finishing(caller)];
    await begun.once('iam', 'CreateAccessKey', async () => 'key');
    stop.abort();
    expect(await begun.read('secretsmanager', 'GetResourcePolicy', async () => 'policy')).toBe('policy');
    await expect(idle.read('iam', 'ListAccessKeys', async () => 'keys')).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
  });
});

describe('what a call waits for', () => {
  /** Everything that was waited for, in words, as said after four seconds. */
  async function waitsOf(
    kind: 'read' | 'repeatable' | 'once',
    failures: readonly (() => Error)[],
    service = 'iam',
  ) {
    const waits: { readonly code: string; readonly text: string }[] = [];
    let open = 0;
    let now = 0;
    const clock = {
      now: () => instant(now),
      sleep: async (milliseconds: number) => {
        now += milliseconds;
      },
    };
    const waiting = {
      begin: ({ code, text }: Wait) => {
        open += 1;
        waits.push({ code, text: text(4000) });
        return () => {
          open -= 1;
        };
      },
    };
    const place = { account: '111122223333', regionOf: () => 'eu-west-1' };
    const random = { next: () => 'id', random: () => 1 };
    const caller = createCaller(clock, random, createLimiters(clock, 20), { place, waiting });
    let sent = 0;
    await caller[kind](service, 'Operation', async () => {
      const failure = failures[sent];
      sent += 1;
      if (failure === undefined) return;
      now += 30_000;
      throw failure();
    }).catch(() => undefined);
    expect(open).toBe(0);
    const said = (code: string) => waits.flatMap((wait) => (wait.code === code ? wait.text : []));
    return said;
  }

  it('is an answer: the service, the operation, where, and when it is given up', async () => {
    const said = await waitsOf('read', [dropped, dropped]);
    expect(said('WAITING_FOR_ANSWER')).toEqual(
      [1, 2, 3].map(
        (attempt) =>
          `AWS has not answered iam Operation in account 111122223333 (global): it is given up in 26 seconds (attempt ${attempt} of 3). If this continues, check the network and the proxy; Ctrl-C ends the run`,
      ),
    );
    const [elsewhere] = (await waitsOf('read', [], 'secretsmanager'))('WAITING_FOR_ANSWER');
    expect(elsewhere).toContain('secretsmanager Operation in account 111122223333 (eu-west-1)');
  });

  it('is the outcome of a change, which will be unknown', async () => {
    for (const [kind, attempts] of [
      ['once', 'it is sent only once'],
      ['repeatable', 'attempt 1 of 3'],
    ] as const) {
      const [text] = (await waitsOf(kind, []))('WAITING_FOR_ANSWER');
      expect(text).toContain(`in 26 seconds (${attempts}), and what it has changed is then unknown`);
    }
  });

  it('is the pace, by the ceiling or by the throttling of AWS', async () => {
    const [ceiling] = (await waitsOf('read', []))('WAITING_FOR_TURN');
    expect(ceiling).toMatch(/calls to iam in account 111122223333 wait .* at most 20\. .*requestsPerSecond/);
    const [, throttled] = (await waitsOf('read', [throttle]))('WAITING_FOR_TURN');
    expect(throttled).toMatch(/^AWS throttles calls to iam in account 111122223333: 5 a second are sent/);
  });

  it('is the next attempt after failures', async () => {
    const broken = Array.from({ length: 5 }, () => () => answer('ServiceFailure', 500));
    const said = (await waitsOf('repeatable', broken))('WAITING_TO_REPEAT');
    expect(said.at(-1)).toMatch(/^AWS failed to do iam Operation .* sent again in \d seconds?\./);
  });
});
