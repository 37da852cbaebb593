import { COVERAGE_FIELDS, type JsonField, RUN_FIELDS } from './json-fields.ts';
import { DECISION_FIELDS } from './json-fields-decisions.ts';
import { EVIDENCE_FIELDS } from './json-fields-evidence.ts';

const INTRODUCTION = `# JSON output

\`keyturn plan --output json\` and \`keyturn run --output json\` print one document to standard output. Messages go to
standard error, so that the output can be piped into other programs.

- A *time* is ISO 8601 in UTC: \`2026-06-30T13:04:12Z\`. A duration is a whole number of seconds, and its name ends in
  \`Seconds\`.
- Access key ids are masked to their last four characters, \`…WXYZ\`, also inside messages of AWS; \`--full-ids\` shows
  them whole. Secrets are in no output.
- A field without a value is left out. There are no nulls.
- The order of the entries does not depend on the run, so that two documents can be compared.
- New fields, reasons, gates and kinds of evidence may be added within the version. Let programs ignore what they do not
  know.
`;

const EXAMPLES = `## Examples

Incomplete runs, for an alarm (the command also exits with 2):

    keyturn plan --output json | jq -e '.complete'

Everything that needs a decision by a person:

    keyturn plan --output json | jq '.decisions[] | select(.objections[]?.state == "blocked")'
`;

/** Every field of the JSON output. */
export const JSON_FIELDS: readonly JsonField[] = [
  ...RUN_FIELDS,
  ...COVERAGE_FIELDS,
  ...DECISION_FIELDS,
  ...EVIDENCE_FIELDS,
];

/** The page docs/output.md. A test holds the file equal to this; `vitest run -u src/report` writes it anew. */
export function outputPage(): string {
  return [
    INTRODUCTION,
    fieldTable('The run', RUN_FIELDS),
    fieldTable('Coverage', COVERAGE_FIELDS),
    fieldTable('Decisions', DECISION_FIELDS),
    fieldTable('Evidence', EVIDENCE_FIELDS),
    EXAMPLES,
  ].join('\n');
}

function fieldTable(title: string, fields: readonly JsonField[]): string {
  const rows = fields.map(
    ({ path, type, meaning, when }) => `| \`${path}\` | ${type} | ${when ?? 'always'} | ${meaning} |`,
  );
  return [
    `## ${title}\n`,
    '| Field | Type | Present | Meaning |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
