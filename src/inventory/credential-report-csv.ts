import { CsvError, parse } from 'csv-parse/sync';

/** The cells of one user by the name of their column. */
export interface ReportRecord {
  /** Line of the report where the row ends, counted from 1: for messages. */
  readonly line: number;
  /** The cell of a column; undefined where the report has no such column. */
  readonly cell: (column: string) => string | undefined;
}

/** The rows of a report, or why it is none. */
export type ReportRecords = { readonly records: readonly ReportRecord[] } | { readonly unusable: string };

/** Without these nothing can be said of anybody's keys. Whatever else AWS adds may come and go. */
const NEEDED = [
  'user',
  'arn',
  'user_creation_time',
  'mfa_active',
  ...[1, 2].flatMap((which) =>
    ['active', 'last_rotated', 'last_used_date'].map((name) => `access_key_${which}_${name}`),
  ),
] as const;

/**
 * Reads the CSV of a credential report by the names in its first line, in whatever order the columns stand.
 *
 * A report that ends inside a row, or that is something else (a page of a proxy, an error in JSON), is refused: half a
 * report would hide users from the reader.
 */
export function readReportCsv(content: string): ReportRecords {
  if (content.trim() === '') return { unusable: 'it is empty' };
  if (/^[\uFEFF\s]*[<{[]/.test(content)) return { unusable: 'it is not CSV but a page or a message' };
  const lines = parsed(content);
  if ('unusable' in lines) return lines;
  const [header, ...rows] = lines.lines;
  const columns = (header?.record ?? []).map((name) => name.trim());
  const missing = NEEDED.filter((name) => !columns.includes(name));
  if (missing.length > 0) return { unusable: `it has no column ${missing.join(', ')}` };
  const twice = columns.find((name, index) => name !== '' && columns.indexOf(name) !== index);
  if (twice !== undefined) return { unusable: `it has the column ${twice.slice(0, 64)} twice` };
  // Even an account without users has a row: that of its root user.
  if (rows.length === 0) return { unusable: 'it has no rows' };
  const places = new Map(columns.map((name, index) => [name, index]));
  return {
    records: rows.map(({ record, info }) => ({
      line: info.lines,
      cell: (column) => cellAt(record, places.get(column)),
    })),
  };
}

interface ParsedLine {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function parsed(text: string): { readonly lines: readonly ParsedLine[] } | { readonly unusable: string } {
  try {
    // With `info` each record comes as an object, which the declarations of the library do not follow.
    return {
      lines: parse(text, {
        bom: true,
        info: true,
        // Named, since the library otherwise goes through the whole text to find out.
        record_delimiter: ['\r\n', '\n', '\r'],
        skip_empty_lines: true,
      }) as unknown as readonly ParsedLine[],
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { unusable: faultOf(error) };
  }
}

function faultOf({ code, lines }: CsvError): string {
  const where = typeof lines === 'number' ? ` in line ${lines}` : '';
  if (code === 'CSV_QUOTE_NOT_CLOSED') return `it ends inside a quoted value${where}`;
  if (code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH')
    return `the row${where} has more or fewer columns than the first: it may be cut off`;
  return `it is not CSV (${code}${where})`;
}

function cellAt(record: readonly string[], place: number | undefined): string | undefined {
  return place === undefined ? undefined : record[place];
}
