import { LEAST_OBSERVATIONS, LEAST_SPAN_DAYS } from '../../src/advice/rules/one-service.ts';
import { BETTER_WAYS } from '../../src/advice/services.ts';

const INTRODUCTION = `# Advice

The best key is one that nobody needs. While it looks at every key anyway, Keyturn notes what people could do so that a
key need not be rotated at all. Advice is part of the report (table, page and JSON), costs no extra calls, and is
**never acted on**: no decision depends on it.

What is not known gives no advice. A last use that could not be read does not count as unused.

## Kinds

| Kind | When | What could be done |
| --- | --- | --- |
| \`unused-key\` | An active key that is known to be unused for as long as \`policy.unusedFor\`, and is not being replaced | Deactivate it, wait, delete it. With \`policy.unusedKeys: retire\` Keyturn does so itself when the key reaches its age limit. |
| \`one-service\` | A key in use that was only seen used by one service of the table below, and enough was seen: at least ${LEAST_OBSERVATIONS} distinct moments of last use over at least ${LEAST_SPAN_DAYS} days | Replace it with what the table says. |
| \`human-console-user\` | A console password that was used, and an active key | IAM Identity Center, or \`aws login\`: short-term credentials for people. |
| \`abandoned-user\` | Password and all keys are known to be unused for as long as \`policy.unusedFor\`, and the user is at least that old | Deactivate the keys, wait, delete the user. |

An abandoned user gets no other advice. \`human-console-user\` and \`abandoned-user\` need the account's credential
report; without a usable one they do not appear.

## How far it can be trusted

- AWS reports only the *last* use of a key: one time, one service, one Region. Enforcing runs note each new moment of
  last use that IAM or the credential report tells, once, with the distinct services and Regions, at most eight. A
  service that a key uses seldom may never have been the last one when Keyturn looked, so \`one-service\` waits for
  ${LEAST_OBSERVATIONS} of them over ${LEAST_SPAN_DAYS} days and says how many there were. It is a hint, and the owner
  knows better.
- With one run a day it takes a little over two weeks from the first enforcing run, and the same again for each new key.
  Dry runs note nothing. A ledger of an earlier version begins to count with its next enforcing run.
- The credential report names no key ids. Its dates count for a key only if the key's date of creation fits exactly
  one slot of the report.
- Keyturn's own proof of a new key, a call to STS, does not count as a use.
- Certificates and service-specific credentials (CodeCommit, Bedrock, CloudWatch Logs) are in neither source. Look at
  them before a user is deleted.
`;

/** The page docs/advice.md. A test holds the file equal to this; `vitest run -u src/advice` writes it again. */
export function advicePage(): string {
  const rows = Object.entries(BETTER_WAYS).map(
    ([service, { name, instead }]) => `| \`${service}\` | ${name} | ${instead} |`,
  );
  return [
    INTRODUCTION,
    '## Services for which there is a better way\n',
    '| Service as IAM reports it | Name | Instead of a key |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
