import { describe, expect, it } from 'vitest';
import { instant } from '../domain/time.ts';
import { callerUntil, createCaller } from './call.ts';

const UNTIL = instant(60_000);
const KINDS = ['read', 'repeatable', 'once'] as const;

/** Sends one call of a lease that ends after a minute; the first answers may be throttled. */
async function send(
  kind: (typeof KINDS)[number],
  {
    at,
    throttled = 0,
    wait = 0,
  }: { readonly at: number; readonly throttled?: number; readonly wait?: number },
) {
  let now = at;
  let sent = 0;
  const clock = {
    now: () => instant(now),
    sleep: async () => {
      now += wait;
    },
  };
  const caller = callerUntil(createCaller(clock, { next: () => 'id', random: () => 0.5 }), clock, UNTIL);
  const outcome = await caller[kind]('iam', 'Operation', async () => {
    sent += 1;
    if (sent > throttled) return 'answer';
    throw Object.assign(new Error('slow down'), { name: 'Throttling', $metadata: { httpStatusCode: 400 } });
  }).catch(({ awsCode, certainty }) => ({ awsCode, certainty }));
  return { sent, outcome };
}

describe.each(KINDS)('a call of a lease that ends (%s)', (kind) => {
  it('is sent until the lease ends', async () => {
    expect(await send(kind, { at: 59_999 })).toEqual({ sent: 1, outcome: 'answer' });
  });

  it('is not sent from then on, and has certainly done nothing', async () => {
    const refused = { sent: 0, outcome: { awsCode: 'LeaseEnded', certainty: 'refused' } };
    expect(await send(kind, { at: 60_000 })).toEqual(refused);
    expect(await send(kind, { at: 9_000_000 })).toEqual(refused);
  });

  it('is not sent again when the wait before a repetition was longer than the lease', async () => {
    expect(await send(kind, { at: 50_000, throttled: 1, wait: 10_000 })).toEqual({
      sent: 1,
      outcome: { awsCode: 'LeaseEnded', certainty: 'refused' },
    });
    expect(await send(kind, { at: 50_000, throttled: 1, wait: 9_000 })).toEqual({
      sent: 2,
      outcome: 'answer',
    });
  });
});
