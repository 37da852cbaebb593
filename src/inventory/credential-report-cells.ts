import { DAY, type Instant, parseInstant } from '../domain/time.ts';

/** What a cell says of something that may not be there. */
export type Told<T> = { readonly value: T } | { readonly value: undefined } | { readonly wrong: string };

/** The words for "nothing to tell": no such credential, no use on record, and not applicable to this kind of user. */
const NOTHING: readonly string[] = ['n/a', 'no_information', 'not_supported'];

/** Whether a cell says that there is nothing, or was never there at all. */
export function saysNothing(cell: string | undefined): boolean {
  return cell === undefined || NOTHING.includes(cell.toLowerCase());
}

/** Yes or no; undefined where the report does not tell. An empty cell is no answer of AWS and counts as wrong. */
export function booleanOf(cell: string | undefined): Told<boolean> {
  if (saysNothing(cell)) return { value: undefined };
  const word = cell?.toLowerCase();
  if (word === 'true' || word === 'false') return { value: word === 'true' };
  return { wrong: 'is neither true nor false' };
}

/** A time; undefined where there is none. Days that no calendar has, and times after the report itself, are wrong. */
export function timeOf(cell: string | undefined, generatedAt: Instant): Told<Instant> {
  if (cell === undefined || saysNothing(cell)) return { value: undefined };
  const at = parseInstant(cell);
  if (at === undefined || !isCalendarDay(cell.slice(0, 10))) return { wrong: 'is not a date' };
  // A day's margin: reports are written by another clock than the one that dates them.
  if (at > generatedAt + DAY) return { wrong: 'lies after the report' };
  return { value: at };
}

/** A name, such as that of a Region; undefined where the report names none. */
export function nameOf(cell: string | undefined): string | undefined {
  return cell === '' || saysNothing(cell) ? undefined : cell;
}

function isCalendarDay(day: string): boolean {
  const parsed = parseInstant(day);
  return parsed !== undefined && new Date(parsed).toISOString().startsWith(day);
}
