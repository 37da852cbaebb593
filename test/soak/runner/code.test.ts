import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeInWords, codeOf, freshSeed } from './code.ts';

let root = '';
const git = (...words: string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
const write = (file: string, text: string): void => writeFileSync(join(root, file), text);
const commit = (): string => {
  git('add', '.');
  git('commit', '--quiet', '--message', 'x');
  return git('rev-parse', 'HEAD');
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keyturn-code-'));
  for (const folder of ['src', 'test/soak', 'docs']) mkdirSync(join(root, folder), { recursive: true });
  write('src/a.ts', 'one');
  write('test/soak/oracle.ts', 'one');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('with git history', () => {
  beforeEach(() => {
    git('init', '--quiet');
  });

  it('fresh seeds follow from the commit that last touched src or the oracle, and from no later one', () => {
    const id = commit();
    const seed = 1_000_000 + Number.parseInt(id.slice(0, 7), 16);
    expect(freshSeed(codeOf(root))).toMatchObject({ seed });
    write('docs/b.md', 'two');
    commit();
    expect(freshSeed(codeOf(root))).toMatchObject({ seed });
    write('test/soak/oracle.ts', 'two');
    const later = commit();
    const { seed: other, from } = freshSeed(codeOf(root));
    expect(other).toBe(1_000_000 + Number.parseInt(later.slice(0, 7), 16));
    expect(from).toContain(`commit ${later.slice(0, 12)}`);
  });

  it('tells changes that are not committed', () => {
    commit();
    const before = codeOf(root);
    expect(before.changed).toBe(false);
    write('src/a.ts', 'two');
    const after = codeOf(root);
    expect(after).toMatchObject({ commit: before.commit, changed: true });
    expect(after.digest).not.toBe(before.digest);
    expect(codeInWords(after)).toContain('changes that are not committed');
  });

  it('does not take the history of a repository that the checkout merely lies in', () => {
    commit();
    mkdirSync(join(root, 'docs/src'));
    mkdirSync(join(root, 'docs/test/soak'), { recursive: true });
    expect(codeOf(join(root, 'docs'))).toMatchObject({ changed: false });
    expect(codeOf(join(root, 'docs')).commit).toBeUndefined();
  });
});

it('without git history the files themselves give the seed, and that is said', () => {
  const { seed, from } = freshSeed(codeOf(root));
  expect(from).toContain('no git history');
  expect(freshSeed(codeOf(root)).seed).toBe(seed);
  write('test/soak/oracle.ts', 'two');
  expect(freshSeed(codeOf(root)).seed).not.toBe(seed);
});
