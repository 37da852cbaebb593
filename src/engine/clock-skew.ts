import { KeyturnError } from '../domain/errors.ts';
import { LARGEST_SKEW } from '../domain/in-flight.ts';
import { MINUTE } from '../domain/time.ts';

/**
 * Stops a run whose clock is wrong: more than five minutes from the Date header of AWS's answers.
 *
 * The SDK hides a wrong clock by correcting its signatures, and every age and deadline would be wrong with it.
 */
export function assertClock(skew: number | undefined): void {
  if (skew === undefined || Math.abs(skew) <= LARGEST_SKEW) return;
  const minutes = Math.round(Math.abs(skew) / MINUTE);
  throw new KeyturnError({
    code: 'CLOCK_SKEW',
    message: `This machine's clock is ${minutes} minutes ${skew > 0 ? 'behind' : 'ahead of'} AWS's.`,
    next: 'Set the clock (NTP) and run again. To rehearse another day, use --now.',
  });
}
