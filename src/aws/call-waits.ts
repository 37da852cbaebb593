import type { Wait } from '../ports/waiting.ts';
import type { Limiter } from './limiter.ts';

/** Where calls go. */
export interface Place {
  /** Undefined for the caller's own account. */
  readonly account?: string;
  /** The Region of a service, as soon as it is known. */
  readonly regionOf?: (service: string) => string | undefined;
}

/** A request that was sent and not answered yet. */
export interface Unanswered {
  readonly service: string;
  readonly operation: string;
  readonly changes: boolean;
  /** Which attempt it is, of how many that are made when nothing answers. */
  readonly attempt: number;
  readonly attempts: number;
  readonly timeout: number;
}

/** Services with one endpoint for all Regions. */
const GLOBAL: readonly string[] = ['iam', 'organizations'];

/** What a call waits for while AWS does not answer it. */
export function answerTo(request: Unanswered, place: Place): Wait {
  const { service, operation, changes, attempt, attempts, timeout } = request;
  return {
    code: 'WAITING_FOR_ANSWER',
    text: (waited) => {
      const what = `AWS has not answered ${service} ${operation} in ${accountOf(place)}${regionOf(service, place)}`;
      const which = attempts === 1 ? 'it is sent only once' : `attempt ${attempt} of ${attempts}`;
      const left = `it is given up in ${secondsOf(timeout - waited)} (${which})`;
      return changes
        ? `${what}: ${left}, and what it has changed is then unknown until the next run looks. Let Keyturn run until then`
        : `${what}: ${left}. If this continues, check the network and the proxy; Ctrl-C ends the run`;
    },
  };
}

/** What a call waits for before it is sent, or sent again after AWS has throttled it. */
export function turnAt(
  limiter: Limiter,
  service: string,
  place: Place,
  throttled: boolean = limiter.slowed,
): Wait {
  const calls = `calls to ${service} in ${accountOf(place)}`;
  return {
    code: 'WAITING_FOR_TURN',
    // The ceiling of every account is the same setting; throttling is each account's own.
    subject: throttled ? `throttled ${calls}` : `ceiling ${service}`,
    text: () => {
      const { rate, ceiling, queue } = limiter;
      const pace = `${Math.round(rate * 10) / 10} a second are sent`;
      return throttled
        ? `AWS throttles ${calls}: ${pace}, more again when it stops; one that it refuses for minutes is given up. See what else calls ${service} there`
        : `${queue} ${calls} wait for their turn, about ${secondsOf((queue * 1000) / rate)}: ${pace}, and at most ${ceiling}. To allow more, raise concurrency.requestsPerSecond`;
    },
  };
}

/** What a call waits for that has failed and is sent again. */
export function repetitionOf(request: Unanswered, place: Place, pause: number): Wait {
  const { service, operation } = request;
  return {
    code: 'WAITING_TO_REPEAT',
    text: (waited) =>
      `AWS failed to do ${service} ${operation} in ${accountOf(place)}: it is sent again in ${secondsOf(pause - waited)}. If this continues, look at AWS's health`,
  };
}

/** The credential report, which IAM makes in its own time. */
export function reportOf(place: Place): Wait {
  return {
    code: 'WAITING_FOR_REPORT',
    subject: `report of ${accountOf(place)}`,
    text: () =>
      `IAM is making the credential report of ${accountOf(place)}: it is waited for up to a minute, then every user is read. Nothing is wrong`,
  };
}

function accountOf({ account }: Place): string {
  return account === undefined ? "the caller's account" : `account ${account}`;
}

function regionOf(service: string, place: Place): string {
  const region = GLOBAL.includes(service) ? 'global' : place.regionOf?.(service);
  return region === undefined ? '' : ` (${region})`;
}

function secondsOf(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
