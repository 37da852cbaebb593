import type { ServiceName } from '../wire/service.ts';
import type { WorldState } from '../world/state.ts';

const MINUTE = 60_000;

/**
 * How far the time of a signature may be from the service's own, in minutes. People have reported refusals of the query
 * services at 15, and of Secrets Manager and Parameter Store at 5; of Organizations nothing is known, so it gets the shorter.
 */
const TOLERANCE: Readonly<Record<ServiceName, number>> = {
  iam: 15,
  sts: 15,
  organizations: 5,
  secretsmanager: 5,
  ssm: 5,
};

/** When a request was signed: as epoch milliseconds, and as it says so itself. */
export interface SigningTime {
  readonly at: number;
  readonly text: () => string;
}

/** Why the time of a signature is refused, in AWS's words; undefined when it is near enough. */
export function signatureAgeProblem(
  state: WorldState,
  service: ServiceName,
  signed: SigningTime,
): string | undefined {
  const { signingClock } = state.options;
  const minutes = TOLERANCE[service];
  const isNear = (now: number): boolean => Math.abs(now - signed.at) <= minutes * MINUTE;
  const now = state.clock.now();
  if (isNear(now) || (signingClock !== undefined && isNear(signingClock.now()))) return undefined;
  const amzDate = signed.text();
  return now < signed.at
    ? `Signature not yet current: ${amzDate} is still later than ${amzTime(now + minutes * MINUTE)} (${amzTime(now)} + ${minutes} min.)`
    : `Signature expired: ${amzDate} is now earlier than ${amzTime(now - minutes * MINUTE)} (${amzTime(now)} - ${minutes} min.)`;
}

/** The instant of a signature's time (`20260102T030405Z`); NaN when it is none. */
export function instantOf(amzDate: string): number {
  return Date.parse(amzDate.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

/** An instant as signatures have it. */
export function amzTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
