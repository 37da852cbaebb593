import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { caseFiles } from './scenario-files.ts';

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('docs/lessons-covered.md', root), 'utf8');
const rows = [...text.matchAll(/^- \*\*([\w. ]+)\*\* .+? (“.+|Elsewhere: .+)$/gm)].map(
  ([, item = '', shown = '']) => ({ item, shown }),
);

/** How many items each part of the lessons has. */
const ITEMS: Readonly<Record<string, number>> = {
  '1.': 9,
  '2.': 22,
  '3.': 4,
  '4.': 9,
  'peers ': 9,
  'users ': 17,
};

/** Items that concern deciding: a scenario must show each of them. */
const DECIDING = [
  ...[
    '1.1',
    '1.2',
    '1.3',
    '1.4',
    '1.5',
    '1.6',
    '2.1',
    '2.2',
    '2.3',
    '2.4',
    '2.5',
    '2.6',
    '2.7',
    '2.8',
    '2.10',
  ],
  ...['2.11', '2.12', '2.13', '2.15', '2.18', '3.2', '4.1', '4.2', '4.3', '4.4', '4.7'],
  ...['peers 1', 'peers 2', 'peers 3', 'peers 4', 'peers 7', 'peers 8', 'peers 9'],
  ...['users 1', 'users 2', 'users 3', 'users 5', 'users 10', 'users 11', 'users 12', 'users 14'],
];

describe('docs/lessons-covered.md', () => {
  it('has one line for every item', () => {
    const wanted = Object.entries(ITEMS).flatMap(([part, count]) =>
      Array.from({ length: count }, (_, index) => `${part}${index + 1}`),
    );
    const items = rows.map(({ item }) => item);
    expect(new Set(items).size).toBe(items.length);
    expect(wanted.filter((item) => !items.includes(item))).toEqual([]);
  });

  it('names scenarios that exist', () => {
    const names = caseFiles().flatMap(({ cases }) => cases.map(({ name }) => name));
    const named = rows.flatMap(({ shown }) => quoted(shown));
    expect(named.filter((name) => !names.includes(name))).toEqual([]);
    expect(named.length).toBeGreaterThan(40);
  });

  it('has more scenarios behind it than it names', () => {
    const claims = caseFiles().flatMap(({ cases }) => cases.flatMap(({ lesson = '' }) => lesson.split(', ')));
    expect(claims.filter((item) => item !== '').length).toBeGreaterThan(250);
  });

  it('names tests that exist where no scenario shows an item', () => {
    const paths = rows.flatMap(({ shown }) => [...shown.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path));
    expect(paths.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  });

  it('shows by a scenario what concerns deciding, and says of everything else that it does not', () => {
    for (const { item, shown } of rows) {
      if (DECIDING.includes(item)) expect([item, quoted(shown).length > 0]).toEqual([item, true]);
      else if (quoted(shown).length === 0)
        expect([item, shown]).toEqual([item, expect.stringMatching(/^Elsewhere: ./)]);
    }
  });

  it('names for a defect only scenarios that claim its number', () => {
    const lessons = new Map(
      caseFiles().flatMap(({ cases }) => cases.map((each) => [each.name, each.lesson ?? ''])),
    );
    for (const { item, shown } of rows.filter((row) => /^\d/.test(row.item)))
      for (const name of quoted(shown))
        expect([name, lessons.get(name)?.split(', ')]).toEqual([name, expect.arrayContaining([item])]);
  });
});

function quoted(shown: string): readonly string[] {
  return [...shown.matchAll(/“([^”]+)”/g)].map(([, name = '']) => name);
}
