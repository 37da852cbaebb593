import { JSON_FIELDS } from '../../scripts/docs/output-page.ts';
import { catalogue, loadSettings } from '../../src/config/index.ts';

/** A setting as pages name it in backquotes: `policy.notice`, `policy.notice: not-required`, `notice: not-required`. */
export interface NamedSetting {
  readonly path: string;
  readonly value?: string;
}

const ENTRIES = catalogue();
const SECTIONS = ENTRIES.filter((entry) => entry.parent === '').map((entry) => entry.path);
const DOTTED = new RegExp(`^((?:${SECTIONS.join('|')})(?:\\[\\])?\\.[\\w.[\\]]+)(?:: (.+))?$`);

/** Reads a word in backquotes as a setting; undefined when it is something else. */
export function namedSetting(code: string): NamedSetting | undefined {
  // Reports have a list of exemptions as well, with fields of its own.
  if (JSON_FIELDS.some((field) => field.path === code) && !settingExists(code)) return undefined;
  const dotted = DOTTED.exec(code);
  if (dotted?.[1] !== undefined) return toNamed(dotted[1], dotted[2]);
  const bare = /^(\w+): (.+)$/.exec(code);
  const known = ENTRIES.filter((entry) => entry.name === bare?.[1] && entry.kind === 'setting');
  const [only, second] = known;
  return only === undefined || second !== undefined ? undefined : toNamed(only.path, bare?.[2]);
}

/** Whether there is such a setting or section. */
export function settingExists(path: string): boolean {
  return ENTRIES.some((entry) => entry.path === path);
}

/** Loads a document as a run would; rejects with every problem in it. */
export async function loadYaml(text: string): Promise<void> {
  await loadSettings({ file: 'example.yaml', env: {}, readFile: async () => text });
}

/** A document that sets one setting. */
export function yamlOf({ path, value = '' }: NamedSetting): string {
  const names = path.split('.');
  return names
    .map((name, depth) => `${'  '.repeat(depth)}${name}:${depth === names.length - 1 ? ` ${value}` : ''}`)
    .join('\n');
}

function toNamed(path: string, value: string | undefined): NamedSetting {
  return value === undefined ? { path } : { path, value };
}
