import { COVERAGE_FIELDS, type JsonField, RUN_FIELDS } from '../../src/report/json-fields.ts';
import { BY_REPORT_FIELDS } from '../../src/report/json-fields-by-report.ts';
import { ADVICE_FIELDS, EXEMPTION_FIELDS, TREND_FIELDS } from '../../src/report/json-fields-context.ts';
import { DECISION_FIELDS } from '../../src/report/json-fields-decisions.ts';
import { EVIDENCE_FIELDS } from '../../src/report/json-fields-evidence.ts';
import { FORECAST_FIELDS } from '../../src/report/json-fields-forecast.ts';
import { formatsText } from './output-page-formats.ts';

const INTRODUCTION = `# Output

\`--format\` says how \`keyturn plan\`, \`keyturn run\`, \`keyturn apply\` and \`keyturn report\` print what they found:

| Format | What for |
| --- | --- |
| \`table\` | People at a terminal. The default. |
| \`json\` | Programs: everything there is, in one document. |
| \`csv\` | Spreadsheets: one record for each decision. |
| \`asff\` | AWS Security Hub: requests for BatchImportFindings, one a line. |
| \`ocsf\` | Security lakes and SIEMs: OCSF Compliance Findings, one a line. |

The output goes to standard output and messages to standard error, so that it can be piped into other programs. Access
key ids are masked to their last four characters, \`…WXYZ\`, in every format, also inside messages of AWS;
\`--full-ids\` shows them in full. No output contains secrets.

## JSON

\`keyturn plan --format json\` prints one document.

- A *time* is ISO 8601 in UTC: \`2026-06-30T13:04:12Z\`. A duration is a whole number of seconds, and its name ends in
  \`Seconds\`.
- A field without a value is left out. There are no nulls.
- The order of the entries does not depend on the run, so that two documents can be compared.
- New fields, reasons, gates and kinds of evidence may be added within the version. Programs should ignore what they do not
  know.
- Characters in names that could control a terminal or a page are written as \`\\uXXXX\`.

Incomplete runs, for an alarm (the command also exits with 2):

    keyturn plan --format json | jq -e '.complete'

Everything that needs a decision by a person:

    keyturn plan --format json | jq '.decisions[] | select(.objections[]?.state == "blocked")'
`;

/** Every field of the JSON output of a run. */
export const JSON_FIELDS: readonly JsonField[] = [
  ...RUN_FIELDS,
  ...COVERAGE_FIELDS,
  ...DECISION_FIELDS,
  ...EVIDENCE_FIELDS,
  ...BY_REPORT_FIELDS,
  ...EXEMPTION_FIELDS,
  ...ADVICE_FIELDS,
  ...TREND_FIELDS,
];

/** The page docs/output.md. A test holds the file equal to this; `vitest run -u src/report` writes it again. */
export function outputPage(): string {
  return [
    INTRODUCTION,
    fieldTable('The run', RUN_FIELDS),
    fieldTable('Coverage', COVERAGE_FIELDS),
    fieldTable('Decisions', DECISION_FIELDS),
    fieldTable('Evidence', EVIDENCE_FIELDS),
    fieldTable('Users who were not read', BY_REPORT_FIELDS),
    fieldTable('Exemptions', EXEMPTION_FIELDS),
    fieldTable('Advice', ADVICE_FIELDS),
    fieldTable('Trend', TREND_FIELDS),
    fieldTable('The forecast', FORECAST_FIELDS),
    formatsText(),
  ].join('\n');
}

function fieldTable(title: string, fields: readonly JsonField[]): string {
  const rows = fields.map(
    ({ path, type, meaning, when }) => `| \`${path}\` | ${type} | ${when ?? 'always'} | ${meaning} |`,
  );
  return [
    `### ${title}\n`,
    '| Field | Type | Present | Meaning |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
