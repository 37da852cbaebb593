import { stringify } from 'yaml';
import { type CatalogueEntry, catalogue } from './catalogue.ts';
import type { Json } from './describe-settings.ts';
import { LIST_EXAMPLES } from './list-examples.ts';

const WIDTH = 100;

/** Where an installed package has its schema, seen from the project that installed it. */
const SCHEMA_PATH = './node_modules/keyturn/docs/keyturn.schema.json';

/** What to show where a setting has no default. */
const EXAMPLES: Readonly<Record<string, string>> = {
  preset: 'aws-samples',
  'organization.id': 'o-a1b2c3d4e5',
  'organization.role': 'provisioning-admin',
  'organization.list.accountId': '"123456789012"',
  'organization.list.role': 'KeyturnList',
  'safety.canary.accounts': '["123456789012"]',
  'safety.canary.organizationalUnits': '[ou-ab12-3c4d5e6f]',
  'safety.canary.for': '3d',
  'safety.killSwitch.parameter': '/keyturn/kill-switch',
  'delivery.region': 'eu-west-1',
  'ledger.path': '/var/lib/keyturn/ledger.sqlite',
  'notify.file': 'keyturn-notices.log',
};

const HEAD = [
  'Settings of Keyturn. Everything is optional: a line that begins with # and a setting, without a',
  'space between them, shows its default; remove the # to change it. Check with: keyturn config check',
];

/**
 * The text of a starter `keyturn.yaml`: every setting with its meaning and its default, commented out.
 *
 * It is made from the schema, so that it cannot name a setting that does not exist. `schemaPath` tells editors where
 * the JSON Schema is, from where the file will be.
 */
export function initDocument(options?: { readonly schemaPath?: string }): string {
  const entries = catalogue();
  const lines = [
    `# yaml-language-server: $schema=${options?.schemaPath ?? SCHEMA_PATH}`,
    '',
    ...HEAD.map((line) => `# ${line}`),
  ];
  for (const entry of entries.filter((candidate) => candidate.parent === '')) {
    lines.push(banner(entry.name), ...comment(entry.description, ''));
    lines.push(...(entry.kind === 'section' ? sectionLines(entry, entries, '') : settingLines(entry, '')));
  }
  return `${lines.join('\n')}\n`;
}

/** A line between sections. It is a comment, since formatters drop an empty line behind a section without values. */
function banner(name: string): string {
  return `# --- ${name} `.padEnd(WIDTH, '-');
}

function sectionLines(
  section: CatalogueEntry,
  entries: readonly CatalogueEntry[],
  indent: string,
): readonly string[] {
  const inner = `${indent}  `;
  const children = entries.filter((entry) => entry.parent === section.path);
  return [
    `${indent}${section.name}:`,
    ...children.flatMap((child) => [
      ...comment(child.description, inner),
      ...(child.kind === 'section' ? sectionLines(child, entries, inner) : settingLines(child, inner)),
    ]),
  ];
}

function settingLines(entry: CatalogueEntry, indent: string): readonly string[] {
  const example = EXAMPLES[entry.path];
  if (example !== undefined) return [`${indent}# For example: ${entry.name}: ${example}`];
  const examples = (LIST_EXAMPLES[entry.path] ?? []).map((line) => `${indent}  # ${line}`);
  return [...defaultLines(entry, indent), ...examples];
}

/** A default that is a list of mappings stands there in full, as a pattern for more. */
function defaultLines({ name, default: value }: CatalogueEntry, indent: string): readonly string[] {
  if (!Array.isArray(value) || typeof value[0] !== 'object')
    return [`${indent}#${name}: ${value === undefined ? '' : scalar(value)}`];
  const entries = stringify(value).trimEnd().split('\n');
  return [`${indent}${name}:`, ...entries.map((line) => `${indent}  ${line}`)];
}

function scalar(value: Json): string {
  return stringify(value, { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 }).trimEnd();
}

function comment(text: string, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = `${indent}#`;
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = `${indent}#`;
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
