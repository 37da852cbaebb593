import { link, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { assertApart, ledgerFiles } from './apart.ts';

let folder: string;
const file = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyturn-apart-'));
  await writeFile(file('l.sqlite'), 'ledger');
  await mkdir(file('sub'));
  await symlink('l.sqlite', file('linked'));
  await symlink('sub', file('folder'));
  await link(file('l.sqlite'), file('hard'));
  await symlink('new.json', file('dangling'));
  await symlink('loop', file('loop'));
});

const refused = async (
  written: readonly string[],
  needed: readonly string[] = ['l.sqlite'],
): Promise<boolean> =>
  await assertApart(
    written.map((name) => ({ name: '--save', path: name.startsWith('/') ? name : file(name) })),
    needed.flatMap((name) => ledgerFiles(file(name))),
  ).then(
    () => false,
    (error: Error) => error.message.includes('are the same file'),
  );

describe('two names', () => {
  it.each([
    'l.sqlite',
    'sub/../l.sqlite',
    './l.sqlite',
    'folder/../l.sqlite',
    'linked',
    'hard',
    'l.sqlite-wal',
  ])('%s would destroy the ledger', async (name) => expect(await refused([name])).toBe(true));

  it.each([
    ['a.json', 'sub/../a.json'],
    ['dangling', 'new.json'],
    ['folder/a.json', 'sub/a.json'],
    ['linked', 'hard'],
  ])('%s and %s are one file', async (one, two) => expect(await refused([one, two], [])).toBe(true));

  it.each([
    ['a.json', 'b.json'],
    ['sub/a.json', 'a.json'],
    ['/dev/null', '/dev/null'],
    ['loop', 'a.json'],
    ['missing/a.json', 'missing/b.json'],
  ])('%s and %s are two', async (one, two) => expect(await refused([one, two])).toBe(false));
});
