import { z } from 'zod';
import { type Instant, parseInstant } from '../../domain/time.ts';
import { text } from './field.ts';

const SHAPE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** A point in time: a day, which means its beginning in UTC, or a time with its zone. */
export function time(): z.ZodType<Instant, string> {
  return text(SHAPE, timeHint).transform((given, context) => {
    const parsed = parseInstant(given);
    // Some days of no month, such as 30 February, are read as days of the next one.
    if (parsed !== undefined && parseInstant(given.slice(0, 10)) !== undefined) return parsed;
    context.issues.push({ code: 'custom', message: 'There is no such day or hour.', input: given });
    return z.NEVER;
  });
}

function timeHint(given: unknown): string {
  const rule = 'Write a day, such as `2027-01-31`, or a time with its zone, such as `2027-01-31T18:00:00Z`.';
  const zoneless =
    typeof given === 'string' && /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?$/.test(given.trim());
  return zoneless ? `Add the zone: \`${given.trim().replace(' ', 'T')}Z\` is UTC. ${rule}` : rule;
}
