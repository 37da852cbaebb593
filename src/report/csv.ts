import type { RunReport } from '../domain/report.ts';
import type { KeyNaming } from '../messages/key-name.ts';
import { csvLine } from './csv-cell.ts';
import { CSV_COLUMNS } from './csv-columns.ts';
import { byPlace } from './ordering.ts';

/**
 * The decisions of a run as CSV (RFC 4180, UTF-8 without byte order mark): a header, then one record for each decision.
 *
 * Ordered by account, user and key. Key ids are masked unless `fullIds`. Every cell is safe to open in a spreadsheet.
 */
export function reportCsv(report: RunReport, naming: KeyNaming = {}): string {
  const records = [...report.decisions]
    .sort(byPlace)
    .map((decision) => csvLine(CSV_COLUMNS.map(({ value }) => value({ ...naming, decision, report }))));
  return csvLine(CSV_COLUMNS.map(({ name }) => name)) + records.join('');
}
