import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Words that readers had to look up or took for something else, and what is written instead. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  // Saved plans and the JSON output have fields of these names, which stay.
  [/\banew\b(?!\?: true|: true| === true)/i, 'again, or a new date'],
  [/\bways? out\b/i, 'fix, or retirement of a key'],
  [/\b(?:is|was|stands?|stood) in the way\b/i, 'blocks'],
  [/\bhow manyth\b/i, 'one in how many'],
  [/\bforetold\b/i, 'forecast'],
  [/\bthe whole picture\b/i, 'complete, or incomplete'],
  [/\bthis is no (?:time|length|account|AWS)\b/i, 'not a valid …'],
  [/\bmade in vain\b/i, 'never handed over'],
];

it('what people read is in words that need no dictionary', async () => {
  const paths = ['README.md', ...(await Promise.all(['src', 'docs', 'examples'].map(textsIn))).flat()];
  expect(paths.length).toBeGreaterThan(500);
  const found = await Promise.all(paths.map(stiltedLines));
  expect(found.flat()).toEqual([]);
});

async function stiltedLines(path: string): Promise<readonly string[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  return lines.flatMap((line, at) =>
    INSTEAD.filter(([words]) => words.test(line)).map(([, better]) => `${path}:${at + 1}: write: ${better}`),
  );
}

async function textsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => /\.(?:ts|md|yaml|json)$/.test(name)).map((name) => join(folder, name));
}
