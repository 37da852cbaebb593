import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OTHER_VARIABLES, VARIABLES } from '../../src/config/environment.ts';
import { commandLinesOf, faultOf, readCommands } from './command-lines.ts';
import { allPages, brokenLinks, type Page, ROOT, readPage, rowsOf } from './pages.ts';
import { isSmallPng, picturesOf } from './pictures.ts';
import { POLICY_EXAMPLES } from './policy-examples.ts';
import { loadYaml, namedSetting, settingExists, yamlOf } from './settings-in-docs.ts';

const pages = allPages();

/** What a page says wrongly, each with the page's path. */
function faults(of: (page: Page) => readonly string[]): readonly string[] {
  return pages.flatMap((page) => of(page).map((fault) => `${page.path}: ${fault}`));
}

const source = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The members of a union of texts, as its source lists them. */
function unionOf(path: string, name: string): readonly string[] {
  const body = new RegExp(`export type ${name} =([^;]*);`).exec(source(path))?.[1] ?? '';
  return [...body.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '');
}

describe('every page', () => {
  it('links to what is there', () => {
    expect(faults(brokenLinks)).toEqual([]);
  });

  it('shows pictures that are there and small, with words for those who do not see them', () => {
    const wrong = (page: Page): readonly string[] =>
      picturesOf(page)
        .filter(({ path, words }) => words.length < 20 || !isSmallPng(path))
        .map(({ path }) => path);
    expect(pages.flatMap(picturesOf).map(({ path }) => path)).toContain('docs/images/report.png');
    expect(faults(wrong)).toEqual([]);
  });

  it('names files that exist', () => {
    const missing = (page: Page): readonly string[] =>
      page.inlineCode
        .filter((code) => /^(src|test|docs|examples|scripts)\/[\w./-]*$/.test(code))
        .filter((path) => !existsSync(join(ROOT, path)));
    expect(faults(missing)).toEqual([]);
  });

  it('shows command lines that the command takes', async () => {
    const commands = await readCommands();
    expect([...commands.keys()]).toContain('config check');
    const wrong = faults((page) =>
      commandLinesOf(page).flatMap((line) => {
        const fault = faultOf(line, commands);
        return fault === undefined ? [] : [`${line} (${fault})`];
      }),
    );
    expect(wrong).toEqual([]);
    const options = new Set([...commands.values()].flatMap((known) => [...known.keys()]));
    const unknown = faults((page) =>
      page.inlineCode.filter((code) => /^--\w/.test(code) && !options.has(code.split(' ')[0] ?? '')),
    );
    expect(unknown).toEqual([]);
  });

  it('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(source('package.json')) as { scripts: Readonly<Record<string, string>> };
    const unknown = (page: Page): readonly string[] =>
      [...page.text.matchAll(/\bnpm run ([a-z]+)/g)].flatMap((match) =>
        scripts[match[1] ?? ''] === undefined ? [match[0]] : [],
      );
    expect(faults(unknown)).toEqual([]);
  });

  it('names settings and variables that exist, with values that they take', async () => {
    const named = pages.flatMap((page) => page.inlineCode.map((code) => ({ page: page.path, code })));
    for (const { page, code } of named) {
      const setting = namedSetting(code);
      if (setting === undefined) continue;
      expect(settingExists(setting.path), `${page}: ${code}`).toBe(true);
      if (setting.value !== undefined && !setting.path.includes('['))
        await expect(loadYaml(yamlOf(setting)), `${page}: ${code}`).resolves.toBeUndefined();
    }
    const known = [...VARIABLES.map((variable) => variable.name), ...OTHER_VARIABLES];
    const unknown = faults((page) =>
      [...page.text.matchAll(/\bKEYTURN_[A-Z][A-Z_]*/g)]
        .map((match) => match[0])
        .filter(
          (name) => !known.some((other) => name === other || (other.endsWith('_') && name.startsWith(other))),
        ),
    );
    expect(unknown).toEqual([]);
  });

  it('has examples of configuration that load', async () => {
    for (const page of pages) {
      for (const block of page.blocks.filter(({ language }) => language === 'yaml'))
        await expect(loadYaml(block.text), `${page.path}:\n${block.text}`).resolves.toBeUndefined();
    }
  });
});

describe('README.md', () => {
  const page = readPage('README.md');

  it('has the two commands for a fresh machine', () => {
    const shell = page.blocks.filter(({ language }) => language === 'sh').map(({ text }) => text.trim());
    expect(shell.slice(0, 2)).toEqual(['npm ci && npm run demo', 'npm ci && npm test']);
  });

  it('leads to every page of docs', () => {
    const written = readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md'));
    expect(
      written.filter((file) => !page.links.some((link) => link.split('#')[0] === `docs/${file}`)),
    ).toEqual([]);
  });
});

describe('docs/guarantees.md', () => {
  const page = readPage('docs/guarantees.md');
  const sections = page.text.split('\n## ').slice(1);

  it('has a section for each guarantee', () => {
    expect(sections.map((section) => section.slice(0, 2))).toEqual(
      ['1', '2', '3', '4', '5', '6', '7'].map((digit) => `G${digit}`),
    );
  });

  it.each(sections)('names tests of %s', (section) => {
    expect(section).toMatch(/^- `(src|test)\//m);
  });
});

describe('ARCHITECTURE.md', () => {
  it('has the import rules that the test of the architecture enforces', () => {
    const enforced =
      /const MAY_IMPORT[^{]*\{([^}]*)\}/.exec(source('test/architecture/imports.test.ts'))?.[1] ?? '';
    const rules = [...enforced.matchAll(/(\w+): \[([^\]]*)\]/g)].map((match) => ({
      name: match[1] ?? '',
      rooms: [...(match[2] ?? '').matchAll(/'(\w+)'/g)].map((room) => room[1]).join(', ') || 'nothing',
    }));
    const table = /## Rooms[\s\S]*?\n## /.exec(readPage('ARCHITECTURE.md').text)?.[0] ?? '';
    const told = rowsOf(table).map(({ name, cells }) => ({ name, rooms: cells[0] }));
    expect(rules.length).toBeGreaterThan(10);
    expect(told).toEqual(rules);
  });
});

describe('docs/errors.md', () => {
  const table = rowsOf(readPage('docs/errors.md').text);

  it('has a row for each code, in the order of the code', () => {
    expect(table.map(({ name }) => name)).toEqual(unionOf('src/domain/errors.ts', 'ErrorCode'));
  });

  it('says what each exits with', () => {
    const list = /USAGE_CODES[^=]*= \[([^\]]*)\]/.exec(source('src/cli/show-error.ts'))?.[1] ?? '';
    const usage = [...list.matchAll(/'(\w+)'/g)].map((match) => match[1]);
    expect(usage).toContain('USAGE');
    for (const { name, cells } of table) {
      const exitCode = name.startsWith('CONFIG_') || usage.includes(name) ? '1' : '2';
      expect(cells.at(-1), name).toBe(exitCode);
    }
  });
});

describe('docs/iam-permissions.md', () => {
  const page = readPage('docs/iam-permissions.md');
  const policies = page.blocks.filter(({ language }) => language === 'json');

  it('shows every policy as the code makes it', () => {
    expect(policies.map(({ label }) => label)).toEqual(
      Object.keys(POLICY_EXAMPLES).map((name) => `policy: ${name}`),
    );
    for (const { label, text } of policies)
      expect(JSON.parse(text), label).toEqual(POLICY_EXAMPLES[label?.replace('policy: ', '') ?? '']);
  });

  it.each(['hub', 'read', 'rotate'])(
    'gives a reason for each action of the %s role, and for no other',
    (name) => {
      const at = page.text.indexOf(`<!-- policy: ${name} -->`);
      const section = page.text.slice(at).split('\n<!-- policy: ', 2)[0] ?? '';
      const { Statement } = POLICY_EXAMPLES[name] as {
        Statement: readonly { Action: string | readonly string[] }[];
      };
      const actions = Statement.flatMap(({ Action }) => Action);
      expect(rowsOf(section).map((row) => row.name)).toEqual(actions);
    },
  );
});

describe('docs/operations.md', () => {
  it('explains every gate that can hold a change', () => {
    const holds = /## Holds[\s\S]*?\n## /.exec(readPage('docs/operations.md').text)?.[0] ?? '';
    const gates = unionOf('src/domain/decision.ts', 'GateName');
    expect(gates.length).toBeGreaterThan(10);
    expect(
      rowsOf(holds)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...gates].sort());
  });
});

describe('docs/decisions', () => {
  const files = readdirSync(join(ROOT, 'docs/decisions')).sort();

  it('are numbered without a gap', () => {
    const numbers = files.map((file) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1]);
    expect(numbers).toEqual(files.map((_file, at) => String(at + 1).padStart(4, '0')));
  });

  it.each(files)('%s says context, decision and consequences, briefly', (file) => {
    const { text } = readPage(`docs/decisions/${file}`);
    const headings = [...text.matchAll(/^#+ .+$/gm)].map((match) => match[0]);
    expect(headings[0]).toMatch(new RegExp(`^# ${file.slice(0, 4)} `));
    expect(headings.slice(1)).toEqual(['## Context', '## Decision', '## Consequences']);
    expect(text.split('\n').length).toBeLessThanOrEqual(40);
  });
});
