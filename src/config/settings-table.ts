import { type CatalogueEntry, catalogue } from './catalogue.ts';
import type { Json } from './describe-settings.ts';
import { VARIABLES } from './environment.ts';

/** The table of all settings as Markdown, one row a setting, for docs/configuration.md; an override repeats `policy`. */
export function settingsTable(): string {
  const rows = catalogue()
    .filter((entry) => entry.kind === 'setting' && !isRepeated(entry))
    .map(
      (entry) =>
        `| ${[code(entry.path), defaultOf(entry), cell(entry.description), variableOf(entry)].join(' | ')} |`,
    );
  return ['| Setting | Default | Meaning | Environment |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** Whether a setting is described elsewhere in the table, under its own name. */
export function isRepeated({ path }: CatalogueEntry): boolean {
  return path.startsWith('overrides[].policy.');
}

function defaultOf(entry: CatalogueEntry): string {
  return entry.default === undefined ? 'none' : code(shown(entry.default));
}

function shown(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => shown(item)).join(', ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function variableOf(entry: CatalogueEntry): string {
  const known = VARIABLES.find((variable) => variable.path === entry.path);
  return known === undefined ? '' : code(known.name);
}

function code(text: string): string {
  return `\`${cell(text)}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
