import type { Instant } from '../domain/time.ts';
import { CallFailure, isCallFailure } from '../ports/call-failure.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { toFailure } from './failure.ts';
import type { Limiter } from './limiter.ts';
import { REQUEST_TIMEOUT_MS } from './network.ts';

const ATTEMPTS = 6;
/** Throttling is certain to have done nothing and passes with patience: giving up would lose a decision. */
const THROTTLED_ATTEMPTS = 30;
/** So many timeouts of a request a call waits for answers in all: silence may hold a run, not for ever. */
const PATIENCE = 2.5;
/** Until anything has ever been heard from AWS, an address where nobody listens is tried so often. */
const UNREACHED_ATTEMPTS = 2;
const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 10_000;

/**
 * Sends calls to AWS and decides what may be sent again.
 *
 * - `read`: repeated on throttling, server errors and dropped connections; reading twice changes nothing.
 * - `repeatable`: a change that has the same effect however often it is sent (it names its target and its token);
 *   repeated in the same cases.
 * - `once`: a change that must not be sent twice. Repeated only when AWS refused it as throttled, which is certain to
 *   have done nothing.
 *
 * One that is never answered ends with the request's timeout and counts as lost. A call is sent three times at most
 * when nothing answers, which is a minute and a half at the default of 30 seconds.
 */
export interface Caller {
  read<T>(service: string, operation: string, send: () => Promise<T>): Promise<T>;
  repeatable<T>(service: string, operation: string, send: () => Promise<T>): Promise<T>;
  once<T>(service: string, operation: string, send: () => Promise<T>): Promise<T>;
}

const UNPACED: Limiter = {
  take: async () => undefined,
  passed: () => undefined,
  throttled: () => undefined,
  rate: Number.POSITIVE_INFINITY,
};

/** What a caller knows of its connection. */
export interface CallerOptions {
  /** Whether AWS has answered before: then a connection that is refused may be a passing thing. */
  readonly reached?: () => boolean;
  /** How long one request may take. */
  readonly requestTimeout?: number;
}

/** A Caller that waits on the given clock, with jittered exponential backoff, at the pace of the limiters. */
export function createCaller(
  clock: Clock,
  ids: Ids,
  limiterOf: (service: string) => Limiter = () => UNPACED,
  options: CallerOptions = {},
): Caller {
  const { reached = () => true, requestTimeout = REQUEST_TIMEOUT_MS } = options;
  const attempt = async <T>(
    name: readonly [string, string],
    send: () => Promise<T>,
    mayRepeat: (failure: CallFailure) => boolean,
    mostTries: number = THROTTLED_ATTEMPTS,
  ): Promise<T> => {
    const limiter = limiterOf(name[0]);
    let mayHaveHappened = false;
    let failures = 0;
    let silence = 0;
    for (let tries = 1; ; tries += 1) {
      await limiter.take();
      const sentAt = clock.now();
      try {
        const answer = await send();
        limiter.passed();
        return answer;
      } catch (error) {
        const failure = isCallFailure(error) ? error : toFailure(error, name[0], name[1]);
        mayHaveHappened ||= failure.certainty === 'unknown';
        const throttled = failure.kind === 'throttled';
        if (throttled) limiter.throttled();
        else failures += 1;
        const unconnected = failure.kind === 'network' && failure.certainty === 'refused';
        if (!throttled && !unconnected && failure.certainty === 'refused') limiter.passed();
        const most = unconnected && !reached() ? UNREACHED_ATTEMPTS : ATTEMPTS;
        if (!throttled) silence += Math.max(0, clock.now() - sentAt);
        const exhausted = failures >= most || tries >= mostTries || silence >= PATIENCE * requestTimeout;
        if (exhausted || !mayRepeat(failure)) throw mayHaveHappened ? uncertain(failure) : failure;
        const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** tries);
        await clock.sleep(Math.ceil(ceiling * (0.5 + ids.random() / 2)));
      }
    }
  };
  const passing = (failure: CallFailure): boolean =>
    failure.kind === 'throttled' || failure.kind === 'server' || failure.kind === 'network';
  return {
    read: (service, operation, send) => attempt([service, operation], send, passing),
    repeatable: (service, operation, send) => attempt([service, operation], send, passing),
    once: (service, operation, send) =>
      attempt(
        [service, operation],
        send,
        (failure) => failure.kind === 'throttled' && failure.certainty === 'refused',
        ATTEMPTS,
      ),
  };
}

/** A refusal of a repetition says nothing about an earlier attempt that was never answered. */
function uncertain(failure: CallFailure): CallFailure {
  const { service, operation, kind, awsCode, message } = failure;
  return new CallFailure({ service, operation, kind, awsCode, message, certainty: 'unknown' });
}

/**
 * A caller that sends nothing from a time on.
 *
 * In the caller's own account no role is assumed, so no session policy ends with the lease: this stands in for it, up
 * to the moment of signing. A request that was signed and then slept through is refused by AWS: its signature is dated
 * so that it expires with the lease (`signing-time.ts`).
 */
export function callerUntil(caller: Caller, clock: Clock, until: Instant): Caller {
  const guarded =
    <T>(service: string, operation: string, send: () => Promise<T>) =>
    async (): Promise<T> => {
      if (clock.now() < until) return await send();
      const message = 'the lease on this user has ended';
      throw new CallFailure({
        service,
        operation,
        kind: 'denied',
        awsCode: 'LeaseEnded',
        certainty: 'refused',
        message,
      });
    };
  return {
    read: (service, operation, send) => caller.read(service, operation, guarded(service, operation, send)),
    repeatable: (service, operation, send) =>
      caller.repeatable(service, operation, guarded(service, operation, send)),
    once: (service, operation, send) => caller.once(service, operation, guarded(service, operation, send)),
  };
}
