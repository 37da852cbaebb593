// `npm run docs`: writes the pages that are generated from the code; tests hold them equal.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { aliasTable, initDocument, jsonSchema, presetsTable } from '../../src/config/index.ts';
import { settingsTable } from '../../src/config/settings-table.ts';
import { advicePage } from './advice-page.ts';
import { outputPage } from './output-page.ts';
import { reasonsPage } from './reasons-page.ts';

writeFileSync('docs/reasons.md', reasonsPage());
writeFileSync('docs/output.md', outputPage());
writeFileSync('docs/advice.md', advicePage());
writeFileSync('docs/keyturn.schema.json', `${JSON.stringify(jsonSchema(), undefined, 2)}\n`);
writeFileSync('examples/keyturn.yaml', initDocument({ schemaPath: '../docs/keyturn.schema.json' }));
writeTable('docs/configuration.md', 'Settings', settingsTable());
writeTable('docs/presets.md', 'All values', presetsTable());
writeTable('docs/migration.md', 'Environment variables', aliasTable());
spawnSync('npx', ['biome', 'check', '--write', 'docs/keyturn.schema.json', 'examples'], { stdio: 'inherit' });

/** Puts a table in the place of the first one below a heading, in columns of equal width. */
function writeTable(path: string, heading: string, table: string): void {
  const page = readFileSync(path, 'utf8');
  const from = page.indexOf(`\n## ${heading}\n`);
  const begin = page.indexOf('\n|', from) + 1;
  const lines = page.slice(begin).split('\n');
  const length = lines.findIndex((line) => !line.startsWith('|'));
  if (from < 0 || begin === 0 || length < 0) throw new Error(`${path} has no table below ${heading}`);
  const rest = lines.slice(length).join('\n');
  writeFileSync(path, `${page.slice(0, begin)}${inColumns(table)}\n${rest}`);
}

function inColumns(table: string): string {
  const rows = table
    .trim()
    .split('\n')
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row, index) => {
      const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0, index === 1 ? '-' : ' '));
      return `| ${cells.join(' | ')} |`;
    })
    .join('\n');
}
