import { HOUR, type Instant, spokenDuration } from '../domain/time.ts';

/** How far an instant lies from now, for people: `2 hours ago`, `in 3 days`, `less than an hour ago`. */
export function relativeTime(at: Instant, now: Instant): string {
  const distance = Math.abs(at - now);
  if (at > now) return distance < HOUR ? 'within an hour' : `in ${spokenDuration(distance)}`;
  return `${spokenDuration(distance)} ago`;
}
