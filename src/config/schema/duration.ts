import { z } from 'zod';
import { type Duration, formatDuration, parseDuration } from '../../domain/time.ts';
import { text } from './field.ts';

const SHAPE = /^\d{1,6}[dhms]$/;

/** Ways in which people write units, by the letter that is meant. Weeks are turned into days. */
const UNITS: readonly (readonly [RegExp, (count: number) => string])[] = [
  [/^(d|days?)?$/, (count) => `${count}d`],
  [/^(w|weeks?)$/, (count) => `${count * 7}d`],
  [/^(h|hrs?|hours?)$/, (count) => `${count}h`],
  [/^(m|mins?|minutes?)$/, (count) => `${count}m`],
  [/^(s|secs?|seconds?)$/, (count) => `${count}s`],
];

/**
 * A length of time, `90d`, `24h`, `30m` or `15s`.
 *
 * With `atLeast`, anything shorter is refused and `because` is told.
 */
export function duration(limit?: {
  readonly atLeast: Duration;
  readonly because: string;
}): z.ZodType<Duration, string> {
  return text(SHAPE, durationHint).transform((given, context) => {
    const parsed = parseDuration(given);
    if (parsed !== undefined && (limit === undefined || parsed >= limit.atLeast)) return parsed;
    const message =
      limit === undefined
        ? durationHint(given)
        : `Write ${formatDuration(limit.atLeast)} or more: ${limit.because}.`;
    context.issues.push({ code: 'custom', message, input: given });
    return z.NEVER;
  });
}

/** A length of time, or `off`. */
export function durationOrOff(limit: {
  readonly atLeast: Duration;
  readonly because: string;
}): z.ZodType<Duration | 'off', string> {
  const hint = (given: unknown): string =>
    given === false
      ? 'Write `off`, or a duration such as `100d`.'
      : `Write \`off\`, or a duration. ${durationHint(given)}`;
  return text(/^(off|\d{1,6}[dhms])$/, hint).transform((given, context) => {
    if (given === 'off') return 'off' as const;
    const parsed = parseDuration(given);
    if (parsed !== undefined && parsed >= limit.atLeast) return parsed;
    const message = `Write \`off\`, or ${formatDuration(limit.atLeast)} or more: ${limit.because}.`;
    context.issues.push({ code: 'custom', message, input: given });
    return z.NEVER;
  });
}

function durationHint(given: unknown): string {
  const rule = 'Write a whole number and a unit, such as `90d`, `24h` or `30m`.';
  const meant = meantBy(given);
  return meant === undefined ? rule : `Did you mean \`${meant}\`? ${rule}`;
}

function meantBy(given: unknown): string | undefined {
  if (typeof given !== 'string' && typeof given !== 'number') return undefined;
  const match = /^p?t?(\d{1,6})\s*([a-z]*)$/.exec(String(given).trim().toLowerCase());
  if (match?.[1] === undefined) return undefined;
  const unit = UNITS.find(([words]) => words.test(match[2] ?? ''));
  return unit?.[1](Number(match[1]));
}
