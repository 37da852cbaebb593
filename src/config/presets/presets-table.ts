import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings.ts';
import { applyDocument } from '../apply-document.ts';
import { catalogue } from '../catalogue.ts';
import { describeSettings, type Json } from '../describe-settings.ts';
import { complete } from '../draft.ts';
import { parsePath, valueAt } from '../path.ts';
import type { PresetName } from './names.ts';
import { PRESETS, presetDocument } from './registry.ts';

/** The settings of a document that says nothing but the name of a preset. */
export function presetSettings(name: PresetName | undefined): Settings {
  return complete(applyDocument(DEFAULT_SETTINGS, presetDocument(name)));
}

/** The table of all presets as Markdown: every setting of the policy, and whatever else any of them sets. */
export function presetsTable(): string {
  const columns = [undefined, ...PRESETS.map(({ name }) => name)].map((name) =>
    describeSettings(presetSettings(name)),
  );
  const rows = catalogue()
    .filter((entry) => entry.kind === 'setting' && !entry.path.includes('[]'))
    .map(({ path }) => ({
      path,
      values: columns.map((column) => valueText(valueAt(column, parsePath(path)))),
    }))
    .filter(({ path, values }) => path.startsWith('policy.') || new Set(values).size > 1)
    .map(({ path, values }) => `| \`${path}\` | ${values.join(' | ')} |`);
  const names = PRESETS.map(({ name }) => `\`${name}\``);
  return [
    `| Setting | default | ${names.join(' | ')} |`,
    `| --- | --- | ${names.map(() => '---').join(' | ')} |`,
    ...rows,
  ].join('\n');
}

function valueText(value: unknown): string {
  return value === undefined ? 'none' : `\`${shown(value as Json)}\``;
}

function shown(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => shown(item)).join(', ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
