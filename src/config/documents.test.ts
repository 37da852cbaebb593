import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadText } from '../../test/support/config/load-text.ts';
import { schemaValidator } from '../../test/support/config/schema-validator.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { aliasTable } from './aliases/alias-table.ts';
import { catalogue } from './catalogue.ts';
import { describeSettings } from './describe-settings.ts';
import { OTHER_VARIABLES, VARIABLES } from './environment.ts';
import { initDocument } from './init-document.ts';
import { jsonSchema } from './json-schema.ts';
import { LIST_EXAMPLES } from './list-examples.ts';
import { parsePath, valueAt } from './path.ts';
import { presetsTable } from './presets/presets-table.ts';
import { PRESETS } from './presets/registry.ts';
import { isRepeated, settingsTable } from './settings-table.ts';

const read = (path: string): Promise<string> => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Every setting uncommented: those with a default by their `#`, and nothing else. */
const uncommented = (text: string): string => text.replace(/^(\s*)#(?=[a-zA-Z])/gm, '$1');

describe('the JSON Schema', () => {
  it('is docs/keyturn.schema.json', async () => {
    expect(JSON.parse(await read('docs/keyturn.schema.json'))).toEqual(jsonSchema());
  });

  it('says the dialect, and describes every setting', () => {
    expect(jsonSchema().$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(catalogue().filter((entry) => entry.description === '')).toEqual([]);
  });

  it('accepts the example and refuses what is not in it', async () => {
    const validate = schemaValidator();
    const example = await read('examples/keyturn.yaml');
    expect(validate(parse(example)), JSON.stringify(validate.errors)).toBe(true);
    expect(validate(parse(uncommented(example))), JSON.stringify(validate.errors)).toBe(true);
    for (const bad of [
      { rotateAfter: '80d' },
      { policy: { rotateAfter: 80 } },
      { exemptions: [{ reason: 'x' }] },
    ]) {
      expect(validate(bad)).toBe(false);
    }
  });
});

describe('the starter file', () => {
  it('is examples/keyturn.yaml', async () => {
    expect(initDocument({ schemaPath: '../docs/keyturn.schema.json' })).toBe(
      await read('examples/keyturn.yaml'),
    );
  });

  it('points editors to a schema by a path and not to a web host', () => {
    expect(initDocument()).toMatch(
      /^# yaml-language-server: \$schema=\.\/node_modules\/keyturn\/docs\/keyturn\.schema\.json\n/,
    );
  });

  it('loads as it is, and uncommented, as the defaults', async () => {
    expect((await loadText(initDocument())).settings).toStrictEqual(DEFAULT_SETTINGS);
    expect((await loadText(uncommented(initDocument()))).settings).toStrictEqual(DEFAULT_SETTINGS);
  });

  it('sets every default when it is uncommented', async () => {
    const { sources } = await loadText(uncommented(initDocument()));
    const withDefault = catalogue().filter((entry) => entry.default !== undefined);
    expect(Object.keys(sources.settings)).toEqual(withDefault.map((entry) => entry.path));
  });

  it('shows an example of every setting that has no default', async () => {
    const { settings } = await loadText(initDocument().replace(/^(\s*)# For example: /gm, '$1'));
    expect(settings.safety.killSwitch.parameter).toBeDefined();
    expect(settings.delivery.region).toBeDefined();
    expect(settings.notify.file).toBeDefined();
    expect(settings.organization.id).toBeDefined();
    expect(settings.organization.list).toBeDefined();
    expect(settings.safety.canary).toBeDefined();
  });

  it('has examples of the entries of every list of mappings, which load', async () => {
    const list = (name: string): readonly string[] => [`${name}:`, ...(LIST_EXAMPLES[name] ?? [])];
    for (const path of Object.keys(LIST_EXAMPLES)) {
      const [name = '', inner] = path.split('.');
      const lines = inner === undefined ? list(path) : [`${name}:`, `  ${inner}:`];
      const entries = (LIST_EXAMPLES[path] ?? []).map((line) => `    ${line}`);
      const text = inner === undefined ? lines.join('\n') : [...lines, ...entries].join('\n');
      const { settings } = await loadText(text);
      expect(valueAt(describeSettings(settings), parsePath(path)), path).toHaveLength(
        entries.filter((line) => line.startsWith('    - ')).length,
      );
      for (const line of LIST_EXAMPLES[path] ?? []) expect(initDocument()).toContain(`# ${line}\n`);
    }
  });
});

describe('docs/configuration.md', () => {
  /** Cells without the padding that the formatter puts in. */
  const rows = (markdown: string): readonly string[] =>
    markdown
      .split('\n')
      .filter((line) => /^\| `[a-z]/.test(line))
      .map((line) => line.replace(/ {2,}\|/g, ' |'));

  it('has a row for every setting, with its default, meaning and variable, and no other', async () => {
    const page = await read('docs/configuration.md');
    const section = /\n## Settings\n([\s\S]*?)\n## /.exec(page)?.[1] ?? '';
    expect(rows(section)).toEqual(rows(settingsTable()).map((line) => line.replace(/ {2,}\|/g, ' |')));
    expect(rows(section)).toHaveLength(
      catalogue().filter((entry) => entry.kind === 'setting' && !isRepeated(entry)).length,
    );
  });

  it('names every variable that is read', async () => {
    const page = await read('docs/configuration.md');
    for (const name of [...VARIABLES.map((variable) => variable.name), ...OTHER_VARIABLES])
      expect(page).toContain(name);
  });
});

describe('docs/presets.md and docs/migration.md', () => {
  /** The rows of the first table below a heading, without padding. */
  const table = async (path: string, heading: string): Promise<string> => {
    const section = (await read(path)).split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
    return withoutPadding(section.split('\n').filter((line) => line.startsWith('|')));
  };
  const withoutPadding = (rows: readonly string[]): string =>
    rows.map((row) => row.replace(/ +\|/g, ' |').replace(/-{3,}/g, '---')).join('\n');

  it('show every preset with all of its values', async () => {
    expect(await table('docs/presets.md', 'All values')).toBe(withoutPadding(presetsTable().split('\n')));
    const page = await read('docs/presets.md');
    for (const { name, summary } of PRESETS) expect(page).toContain(`**\`${name}\`**: ${summary}`);
  });

  it('have a row for every alias', async () => {
    expect(await table('docs/migration.md', 'Environment variables')).toBe(
      withoutPadding(aliasTable().split('\n')),
    );
  });
});

describe('the table of variables', () => {
  it('has one variable for every setting but the lists of mappings', () => {
    const onlyInFile = ['overrides', 'userTags', 'exemptions', 'safety.freeze'];
    const settings = catalogue()
      .filter((entry) => entry.kind === 'setting' && !entry.path.includes('[]'))
      .filter((entry) => !onlyInFile.includes(entry.path));
    expect(VARIABLES.map((variable) => variable.path)).toEqual(settings.map((entry) => entry.path));
    expect(new Set(VARIABLES.map((variable) => variable.name)).size).toBe(VARIABLES.length);
  });
});
