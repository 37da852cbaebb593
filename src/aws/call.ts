import { isInterrupted } from '../domain/errors.ts';
import type { Instant } from '../domain/time.ts';
import { CallFailure, isCallFailure } from '../ports/call-failure.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { UNTOLD, type Wait, type Waiting, whileWaiting } from '../ports/waiting.ts';
import { answerTo, type Place, repetitionOf, reportOf, turnAt } from './call-waits.ts';
import { toFailure } from './failure.ts';
import type { Limiter } from './limiter.ts';
import { REQUEST_TIMEOUT_MS } from './network.ts';
import { unlessStopped } from './stop.ts';

const ATTEMPTS = 6;
/** Throttling is certain to have done nothing and passes with patience: giving up would lose a decision. */
const THROTTLED_ATTEMPTS = 30;
/** So many timeouts of a request a call waits for answers in all: silence may hold a run, not for ever. */
const PATIENCE = 2.5;
/** Until anything has ever been heard from AWS, an address where nobody listens is tried so often. */
const UNREACHED_ATTEMPTS = 2;
const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 10_000;

/** Sends one request; a read is told when to give it up. */
export type Send<T> = (how: { readonly abortSignal?: AbortSignal }) => Promise<T>;

type Call = <T>(service: string, operation: string, send: Send<T>) => Promise<T>;

/**
 * Sends calls to AWS and decides what may be sent again.
 *
 * - `read`: repeated on throttling, server errors and dropped connections; reading twice changes nothing. When the run is
 *   to end it is given up at once, also in the middle (INTERRUPTED), and none is begun.
 * - `readToFinish`: a read without which a change that has begun could not be ended; made all the same.
 * - `repeatable`: a change that has the same effect however often it is sent (it names its target and its token);
 *   repeated in the same cases.
 * - `once`: a change that must not be sent twice. Repeated only when AWS refused it as throttled, which is certain to
 *   have done nothing.
 *
 * One that is never answered ends with the request's timeout and counts as lost. A call is sent three times at most
 * when nothing answers, which is a minute and a half at the default of 30 seconds. A change is never given up before that.
 */
export interface Caller {
  readonly read: Call;
  readonly readToFinish: Call;
  readonly repeatable: Call;
  readonly once: Call;
  /** Waits until the credential report may be asked for again, unless the run is to end. */
  readonly pauseForReport: (milliseconds: number) => Promise<void>;
}

const UNPACED: Limiter = {
  take: async () => undefined,
  passed: () => undefined,
  throttled: () => undefined,
  rate: Number.POSITIVE_INFINITY,
  ceiling: Number.POSITIVE_INFINITY,
  slowed: false,
  queue: 0,
};

/** What a caller knows of its connection. */
export interface CallerOptions {
  /** Whether AWS has answered before: then a connection that is refused may be a passing thing. */
  readonly reached?: () => boolean;
  /** How long one request may take. */
  readonly requestTimeout?: number;
  readonly place?: Place;
  /** Told what a call waits for. */
  readonly waiting?: Waiting;
  /** Aborted when the run is to end. */
  readonly stop?: AbortSignal;
}

/** How one kind of call is made. */
interface Manner {
  readonly changes: boolean;
  readonly mayRepeat: (failure: CallFailure) => boolean;
  readonly mostTries: number;
  /** How often it is sent when nothing answers. */
  readonly mostUnanswered: number;
}

const isPassing = ({ kind }: CallFailure): boolean =>
  kind === 'throttled' || kind === 'server' || kind === 'network';

const READ: Manner = {
  changes: false,
  mayRepeat: isPassing,
  mostTries: THROTTLED_ATTEMPTS,
  mostUnanswered: Math.ceil(PATIENCE),
};
const REPEATABLE: Manner = { ...READ, changes: true };
const ONCE: Manner = {
  changes: true,
  mayRepeat: ({ kind, certainty }) => kind === 'throttled' && certainty === 'refused',
  mostTries: ATTEMPTS,
  mostUnanswered: 1,
};

/** A Caller that waits on the given clock, with jittered exponential backoff, at the pace of the limiters. */
export function createCaller(
  clock: Clock,
  ids: Ids,
  limiterOf: (service: string) => Limiter = () => UNPACED,
  options: CallerOptions = {},
): Caller {
  const { reached = () => true, requestTimeout = REQUEST_TIMEOUT_MS } = options;
  const { place = {}, waiting = UNTOLD, stop } = options;
  /** A call of one kind; each of its waits is told of, and ends with the signal if there is one. */
  const calling =
    (manner: Manner, until?: AbortSignal): Call =>
    async (service, operation, send) => {
      const wait = <T>(what: Wait, work: (signal?: AbortSignal) => Promise<T>): Promise<T> =>
        whileWaiting(waiting, what, () => unlessStopped(until, work));
      const limiter = limiterOf(service);
      let mayHaveHappened = false;
      let failures = 0;
      let silence = 0;
      for (let tries = 1; ; tries += 1) {
        await wait(turnAt(limiter, service, place), (signal) => limiter.take(signal));
        const sentAt = clock.now();
        const { changes, mostUnanswered: attempts } = manner;
        const attempt = 1 + Math.round(silence / requestTimeout);
        const request = { service, operation, changes, attempt, attempts, timeout: requestTimeout };
        try {
          const answer = await wait(answerTo(request, place), (abortSignal) =>
            send(abortSignal === undefined ? {} : { abortSignal }),
          );
          limiter.passed();
          return answer;
        } catch (error) {
          if (isInterrupted(error)) throw error;
          const failure = isCallFailure(error) ? error : toFailure(error, service, operation);
          mayHaveHappened ||= failure.certainty === 'unknown';
          const throttled = failure.kind === 'throttled';
          if (throttled) limiter.throttled();
          else failures += 1;
          const unconnected = failure.kind === 'network' && failure.certainty === 'refused';
          if (!throttled && !unconnected && failure.certainty === 'refused') limiter.passed();
          const most = unconnected && !reached() ? UNREACHED_ATTEMPTS : ATTEMPTS;
          if (!throttled) silence += Math.max(0, clock.now() - sentAt);
          const exhausted =
            failures >= most || tries >= manner.mostTries || silence >= PATIENCE * requestTimeout;
          if (exhausted || !manner.mayRepeat(failure)) throw mayHaveHappened ? uncertain(failure) : failure;
          const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** tries);
          const pause = Math.ceil(ceiling * (0.5 + ids.random() / 2));
          const what = throttled
            ? turnAt(limiter, service, place, throttled)
            : repetitionOf(request, place, pause);
          await wait(what, (signal) => clock.sleep(pause, signal));
        }
      }
    };
  return {
    read: calling(READ, stop),
    readToFinish: calling(READ),
    repeatable: calling(REPEATABLE),
    once: calling(ONCE),
    pauseForReport: async (milliseconds) =>
      await whileWaiting(waiting, reportOf(place), () =>
        unlessStopped(stop, (signal) => clock.sleep(milliseconds, signal)),
      ),
  };
}

/** A refusal of a repetition says nothing about an earlier attempt that was never answered. */
function uncertain(failure: CallFailure): CallFailure {
  const { service, operation, kind, awsCode, detail: message } = failure;
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
    (call: Call): Call =>
    (service, operation, send) =>
      call(service, operation, async (how) => {
        if (clock.now() < until) return await send(how);
        const message = 'the lease on this user has ended';
        throw new CallFailure({
          service,
          operation,
          kind: 'denied',
          awsCode: 'LeaseEnded',
          certainty: 'refused',
          message,
        });
      });
  return {
    ...caller,
    read: guarded(caller.read),
    readToFinish: guarded(caller.readToFinish),
    repeatable: guarded(caller.repeatable),
    once: guarded(caller.once),
  };
}
