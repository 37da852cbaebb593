import { type Path, pathText } from './path.ts';

/** Names under which people keep secrets. `secretName` is not one: it is a pattern for names; nor is `credentialReport`, a switch. */
const SECRET_KEY =
  /(secret(?!name)|passw|passphrase|token|credential(?!report)|private|api_?key|access_?key)/i;

/** 40 characters of base64, standing alone, as AWS makes its secret access keys; or a whole private key. */
const SECRET_VALUE = /(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])|-----BEGIN/;

const LONGEST_SHOWN = 80;

/** Whether a value must not be printed: the name it was given under says so, or it has the shape of a secret. */
export function looksSecret(name: string, value: unknown): boolean {
  if (SECRET_KEY.test(name)) return true;
  if (typeof value !== 'string') return false;
  const found = SECRET_VALUE.exec(value)?.[0];
  if (found === undefined) return false;
  return found.startsWith('-') || (/[a-z]/.test(found) && /[A-Z]/.test(found) && /[0-9]/.test(found));
}

/**
 * A sentence about a value that cannot be used.
 *
 * `source` is the text as it was written, when it says more than the value: YAML reads `012345678901` as another number.
 */
export function unusable(path: Path, value: unknown, source?: string): string {
  const name = pathText(path);
  if (looksSecret(name, value))
    return `${name} has a value that cannot be used; it is not shown, since it looks like a secret.`;
  // The wrong file may have been named, such as one with credentials: nothing of it is shown.
  if (path.length === 0)
    return `The document is ${typeof value === 'object' ? kindOf(value) : 'plain text'}, and not a mapping.`;
  if (value === undefined) return `${name} is missing.`;
  if (value === null) return `${name} has no value.`;
  return `${name} cannot be ${source ?? kindOf(value)}.`;
}

/** A value for people, unless it looks like a secret. */
export function shownValue(value: unknown): string {
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  return looksSecret('', text) ? '(not shown)' : text;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value);
}
