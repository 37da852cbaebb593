import { oneLine } from './line-text.ts';

/** What a cell may hold; undefined is an empty cell. */
export type CsvValue = string | number | boolean | undefined;

/** What a spreadsheet takes for the beginning of a formula, in its full-width forms too. */
const FORMULA = '[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]';

/** What a spreadsheet may skip before it looks: space, quotes, invisible characters, and what stands for a control character. */
const SKIPPED = `[\\s"'\`\\p{Cf}\\uFFFD]*`;

const AT_THE_START = new RegExp(`^(?=${SKIPPED}${FORMULA})`, 'u');

/** Where the reader's language separates by another character than a comma, one cell of ours becomes several of theirs. */
const AFTER_A_SEPARATOR = new RegExp(`([;,|]${SKIPPED})(?=${FORMULA})`, 'gu');

/**
 * One cell of a CSV file as RFC 4180 has it, safe to open in a spreadsheet.
 *
 * Names in AWS are given by whoever may create users or accounts. A text that a spreadsheet could take for a formula
 * gets an apostrophe before it, which spreadsheets show as text; and control characters, line breaks and marks that
 * turn text around become U+FFFD, so that a record is always one line.
 */
export function csvCell(value: CsvValue): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const line = oneLine(value);
  const text = line.replace(AFTER_A_SEPARATOR, "$1'").replace(AT_THE_START, "'");
  return text !== line || /[",;|]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record with its line break. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}
