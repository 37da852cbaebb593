/** A point in time, in milliseconds since the Unix epoch. Branded, so that a duration cannot stand in for it. */
export type Instant = number & { readonly __brand: 'Instant' };

/** A length of time in milliseconds. */
export type Duration = number & { readonly __brand: 'Duration' };

export const SECOND: Duration = 1_000 as Duration;
export const MINUTE: Duration = 60_000 as Duration;
export const HOUR: Duration = 3_600_000 as Duration;
export const DAY: Duration = 86_400_000 as Duration;

/** Days as a duration; a day is always 24 hours, whatever a calendar says. */
export function days(count: number): Duration {
  return (count * DAY) as Duration;
}

/** Hours as a duration. */
export function hours(count: number): Duration {
  return (count * HOUR) as Duration;
}

/** An instant from epoch milliseconds; throws a RangeError on anything that is not a finite number. */
export function instant(epochMs: number): Instant {
  if (!Number.isFinite(epochMs)) throw new RangeError(`Not an instant: ${epochMs}`);
  return epochMs as Instant;
}

/** The instant that lies `by` after `start` (before it, when `by` is negative). */
export function plus(start: Instant, by: number): Instant {
  return (start + by) as Instant;
}

/** Time elapsed from `start` to `end`; negative when `end` lies before `start`. */
export function between(start: Instant, end: Instant): Duration {
  return (end - start) as Duration;
}

/**
 * Whether a period has ended.
 *
 * A period that starts at `start` and lasts `length` ends when now >= start + length, at the limit and not after it.
 */
export function hasPassed(start: Instant, length: number, now: Instant): boolean {
  return now >= start + length;
}

/** The later of two instants. */
export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

/** ISO 8601 in UTC without milliseconds, as AWS prints times. */
export function isoTime(at: Instant): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** The UTC calendar day of an instant, `YYYY-MM-DD`. */
export function isoDay(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

const UNITS: Readonly<Record<string, number>> = { d: DAY, h: HOUR, m: MINUTE, s: SECOND };

/** Parses `90d`, `24h`, `30m` or `15s` (a whole number and one unit); undefined when the text is nothing of the kind. */
export function parseDuration(text: string): Duration | undefined {
  const match = /^(\d{1,6})(d|h|m|s)$/.exec(text.trim());
  const unit = match?.[2] === undefined ? undefined : UNITS[match[2]];
  return match?.[1] === undefined || unit === undefined ? undefined : ((Number(match[1]) * unit) as Duration);
}

/** Parses an ISO 8601 time with a time zone, or a bare UTC day; undefined when the text is neither. */
export function parseInstant(text: string): Instant | undefined {
  const value = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(value)) return undefined;
  const parsed = Date.parse(value.length === 10 ? `${value}T00:00:00Z` : value);
  if (Number.isNaN(parsed)) return undefined;
  const day = value.slice(0, 10);
  const rolled = value.length === 10 && new Date(parsed).toISOString().slice(0, 10) !== day;
  return rolled ? undefined : (parsed as Instant);
}

/** A duration in the largest unit that divides it, as `parseDuration` reads it: `90d`, `36h`, `90s`. */
export function formatDuration(length: number): string {
  for (const [unit, size] of Object.entries(UNITS)) {
    if (length % size === 0) return `${length / size}${unit}`;
  }
  return `${Math.round(length / SECOND)}s`;
}

/** A duration for people: `97 days`, `1 day`, `5 hours`, `less than an hour`. */
export function spokenDuration(length: number): string {
  const count = (value: number, unit: string): string => `${value} ${unit}${value === 1 ? '' : 's'}`;
  if (length >= DAY) return count(Math.floor(length / DAY), 'day');
  if (length >= HOUR) return count(Math.floor(length / HOUR), 'hour');
  return 'less than an hour';
}
