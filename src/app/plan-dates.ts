import { type Instant, isoTime, parseInstant } from '../domain/time.ts';

/** The fields of a saved plan that are points in time, wherever in it they stand. Lengths of time stay numbers. */
const TIMES: ReadonlySet<string> = new Set([
  'madeAt',
  'expiresAt',
  'due',
  'heldSince',
  'plannedFor',
  'until',
  'since',
  'at',
  'adoptedAt',
]);

/** A copy in which every point in time is ISO 8601 text, for people who review the file. */
export function datesAsText(value: unknown): unknown {
  return everyField(value, (field, entry) =>
    TIMES.has(field) && typeof entry === 'number' ? isoTime(entry as Instant) : undefined,
  );
}

/**
 * A copy in which every point in time is a number again. Numbers are left as they are: earlier versions saved those.
 *
 * The digest is taken of this form, so that a plan has the same digest in both.
 */
export function datesAsNumbers(value: unknown): unknown {
  return everyField(value, (field, entry) =>
    TIMES.has(field) && typeof entry === 'string' && /^\d{4}-\d{2}-\d{2}T.*Z$/.test(entry)
      ? parseInstant(entry)
      : undefined,
  );
}

function everyField(value: unknown, convert: (field: string, entry: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => everyField(entry, convert));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, entry]) => [
      field,
      convert(field, entry) ?? everyField(entry, convert),
    ]),
  );
}
