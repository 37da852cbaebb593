import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, readPage } from './pages.ts';

it('every submission is checked with the two commands of the README, and nothing else', () => {
  const tryIt = readPage('README.md').text.split('\n## ')[1] ?? '';
  const shown = [...(tryIt.split('\n### ')[0]?.matchAll(/```sh\n([^`]*)\n```/g) ?? [])].map(
    ([, line]) => line,
  );
  const script = readFileSync(join(ROOT, '.ci/run'), 'utf8').split('\n');
  const run = script.filter((line) => line !== '' && !/^(#|set |cd )/.test(line));
  expect(shown).toEqual(['npm ci && npm run demo', 'npm ci && npm test']);
  expect(run).toEqual(shown.map((command) => `bash -c '${command}'`));
});
