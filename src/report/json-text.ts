/**
 * What JSON allows in a text and a terminal, an editor or a page may obey: the second set of control characters (among
 * them a one-character ANSI escape), line separators, byte order marks, and the marks that turn text around.
 */
const OBEYED = /[\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g;

/**
 * JSON as text that is harmless wherever it is shown: characters that could act are written as `\uXXXX`.
 *
 * The value that a program reads from it is the same: such characters occur in texts only, where JSON takes both forms.
 */
export function jsonText(document: unknown, indent: number = 2): string {
  return JSON.stringify(document, undefined, indent).replace(
    OBEYED,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** One document a line, for formats that are read line by line. Empty text when there are none. */
export function jsonLines(documents: readonly unknown[]): string {
  return documents.map((document) => `${jsonText(document, 0)}\n`).join('');
}
