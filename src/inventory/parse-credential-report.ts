import type { CredentialReport, CredentialRow } from '../domain/credential-report.ts';
import type { Instant } from '../domain/time.ts';
import { readReportCsv } from './credential-report-csv.ts';
import { credentialRow } from './credential-report-row.ts';

/** The row of the account's root user, whose keys Keyturn does not touch. */
const ROOT = '<root_account>';

/**
 * Understands an account's credential report, or says in a phrase why not; the caller then lists everybody.
 *
 * It is all or nothing: a report of which one row is not understood is in a format that this code does not know, and
 * its other rows deserve no trust either. What it cannot see is a report that was cut off between two rows; a user
 * without a row is for the caller to list.
 */
export function parseCredentialReport(
  content: string,
  generatedAt: Instant,
): CredentialReport | { readonly unusable: string } {
  const csv = readReportCsv(content);
  if ('unusable' in csv) return csv;
  const rows = new Map<string, CredentialRow>();
  const names = new Set<string>();
  for (const record of csv.records) {
    if (record.cell('user') === ROOT) continue;
    const row = credentialRow(record, generatedAt);
    if ('wrong' in row) return { unusable: row.wrong };
    // IAM holds names apart without regard to case, so that a second spelling is a second row too.
    const name = row.userName.toLowerCase();
    if (rows.has(row.arn) || names.has(name)) return { unusable: `line ${record.line} repeats a user` };
    names.add(name);
    rows.set(row.arn, row);
  }
  return { generatedAt, rows };
}
