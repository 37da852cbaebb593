import { OWN_REASONS } from '../../src/messages/own-reasons.ts';
import type { ReasonText } from '../../src/messages/reason-words.ts';
import { REFERENCE_REASONS } from '../../src/messages/reference-reasons.ts';
import { capitalized } from '../../src/messages/wording.ts';

const INTRODUCTION = `# Reasons

Every decision about a key carries one of these reasons. The identifiers are stable: they stand in the JSON output, in
the ledger and in notices. Words in \`code\` are settings (see [configuration](configuration.md)) or commands.

Every deactivation and every deletion also has to pass its gates: a known last use, no standing hold, no exemption, the
budget and the kill switch, and for a deactivation a notice that was accepted in time. When one of them objects, the decision becomes a hold,
keeps its reason, and names what blocks it and the fix.
`;

/** The page docs/reasons.md. A test holds the file equal to this; `vitest run -u src/messages` writes it again. */
export function reasonsPage(): string {
  return [
    INTRODUCTION,
    '## The reference vocabulary\n',
    reasonTable(REFERENCE_REASONS),
    '## Keyturn’s own\n',
    reasonTable(OWN_REASONS),
  ].join('\n');
}

function reasonTable(reasons: Readonly<Record<string, ReasonText>>): string {
  const rows = Object.entries(reasons).map(([reason, text]) => {
    const inWords = `**${capitalized(text.label)}.** ${text.meaning}`;
    return `| \`${reason}\` | ${inWords} | ${text.condition} | ${text.does} |`;
  });
  return [
    '| Reason | For people | When | What Keyturn does |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
