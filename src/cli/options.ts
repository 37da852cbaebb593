import { KeyturnError } from '../domain/errors.ts';
import { type AccountId, parseAccountId } from '../domain/ids.ts';
import { type Duration, type Instant, parseDuration, parseInstant } from '../domain/time.ts';

/** Reads `--now`, `--extend`: a time with a zone, or a UTC day. */
export function instantOption(name: string, text: string): Instant {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  throw usage(
    `${name} ${text}: not a valid date or time.`,
    `Write a UTC day or a time with its zone: ${name} 2026-12-31, ${name} 2026-12-31T13:00:00Z.`,
  );
}

/** Reads `--for`: a whole number and a unit. */
export function durationOption(name: string, text: string): Duration {
  const length = parseDuration(text);
  if (length !== undefined && length > 0) return length;
  throw usage(
    `${name} ${text}: not a valid length of time.`,
    `Write a whole number and a unit: ${name} 72h, ${name} 3d.`,
  );
}

/** Reads `--account`: twelve digits. */
export function accountOption(text: string): AccountId {
  const id = parseAccountId(text);
  if (id !== undefined) return id;
  throw usage(
    `--account ${text}: not a valid account id.`,
    'An account id has twelve digits, for example 111122223333.',
  );
}

/** Reads `--region`. */
export function regionOption(text: string): string {
  if (/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(text)) return text;
  throw usage(
    `--region ${text}: not a valid AWS Region.`,
    'Write it as AWS does, for example --region eu-west-1.',
  );
}

/** Reads a whole number within limits. */
export function countOption(
  name: string,
  text: string,
  limits: { readonly least: number; readonly most: number },
): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= limits.least && count <= limits.most) return count;
  throw usage(
    `${name} ${text}: not a number from ${limits.least} to ${limits.most}.`,
    `For example ${name} ${limits.least}.`,
  );
}

/** Reads one of several words. */
export function choiceOption<T extends string>(name: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw usage(
    `${name} ${text}: not one of ${choices.join(', ')}.`,
    `Use ${choices.map((choice) => `${name} ${choice}`).join(' or ')}.`,
  );
}

/** A mistake in the command itself. */
export function usage(message: string, next: string): KeyturnError {
  return new KeyturnError({ code: 'USAGE', message, next });
}
