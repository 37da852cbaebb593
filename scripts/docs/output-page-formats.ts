import { CSV_COLUMNS } from '../../src/report/csv-columns.ts';

const CSV = `## CSV

\`--format csv\` prints one record for each decision, as RFC 4180 has it: UTF-8 without byte order mark, a header,
lines that end in CR LF. New columns are added at the end; none is removed or changes its meaning.

Names in AWS are given by whoever may create users, so that no cell is trusted:

- A text that a spreadsheet could take for a formula gets an apostrophe before it: one that begins with \`=\`, \`+\`,
  \`-\`, \`@\` or their full-width forms, also behind space, quotes, invisible characters, or one of \`,\` \`;\` \`|\`, at
  which a spreadsheet of another language may begin a new cell.
- Line breaks, tabs and other control characters, and marks that turn the direction of text, become U+FFFD. A record is
  always one line.
`;

const ASFF = `## AWS Security Hub (ASFF)

\`--format asff\` prints one JSON document a line, each the input of one call of BatchImportFindings: at most 100
findings, all of one account, since with the default product ARN Security Hub takes findings only from the account that
they are about. With credentials of that account:

    head -1 findings.jsonl > batch.json
    aws securityhub batch-import-findings --region eu-west-1 --cli-input-json file://batch.json

There is one finding for each key, with the same \`Id\` in every run; it holds a hash in place of the key id. Importing
the next run updates the findings of the last one.

| Field | Value |
| --- | --- |
| \`ProductArn\` | The default product of the account, in the Region that was asked for. |
| \`Types\` | \`Software and Configuration Checks/AWS Security Best Practices\` |
| \`Severity\` | \`HIGH\`: past its limit, and held until a person acts, or the change failed. \`MEDIUM\`: past its limit; or not yet, but the hold is overdue or the change failed. \`LOW\`: any other hold that needs a person, an exempt key past its limit, or a key that cannot be judged. \`INFORMATIONAL\`: everything else. |
| \`Compliance.Status\` | \`FAILED\`: past its limit, needs a person, or the change failed. \`WARNING\`: past its limit and exempt. \`NOT_AVAILABLE\`: the status of the key is not understood. \`PASSED\`: everything else. |
| \`Compliance.StatusReasons\` | The reason, and every gate that objects. |
| \`Resources\` | The key (\`AwsIamAccessKey\`) and its user (\`AwsIamUser\`), by their ids. |
| \`ProductFields\` | \`keyturn/Action\`, \`keyturn/Reason\`, \`keyturn/Gates\`, dates and ages. No secrets. |
| \`RecordState\` | \`ARCHIVED\` when the key was deleted. |

The age limit is that of your policy, which need not be the 90 days of the control IAM.3 of Security Hub.
`;

const OCSF = `## OCSF

\`--format ocsf\` prints one event a line: Compliance Findings (class 2003) of OCSF 1.8.0 with the cloud profile, one
for each key. \`finding_info.uid\` is the same in every run and the same as the \`Id\` above. Times are epoch
milliseconds.

| Attribute | Value |
| --- | --- |
| \`activity_id\` | 3 (Close) and \`status_id\` 4 (Resolved) when the key was deleted; else 1 (Create) and 1 (New). Events are told apart by \`time\`. |
| \`severity_id\` | 1 to 4, as the severities above. |
| \`compliance.status_id\` | 1 (Pass), 3 (Fail), 2 (Warning: cannot be judged), 99 with the status \`Exempt\`. |
| \`compliance.status_code\` | The reason; see [reasons](reasons.md). |
| \`resources\` | The key, its user as \`owner\`, and the user's account. |
| \`unmapped\` | Action, ages in days, dates, gates: what OCSF has no place for. |
`;

/** The part of docs/output.md on the formats besides JSON. */
export function formatsText(): string {
  const rows = CSV_COLUMNS.map(({ name, meaning }) => `| \`${name}\` | ${meaning} |`);
  return [CSV, '| Column | Meaning |', '| --- | --- |', ...rows, '', ASFF, OCSF].join('\n');
}
