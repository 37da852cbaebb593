import { readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { usage } from './options.ts';

/** A file that a command reads or writes, by the name of the option or setting that says so. */
export interface NamedFile {
  readonly name: string;
  readonly path: string;
}

/**
 * Refuses to write two things into one file, or anything over a file that the command needs.
 *
 * Files are compared and not their names: a link, `sub/../` and a second hard link lead to the same one. Errors: USAGE.
 */
export async function assertApart(
  written: readonly NamedFile[],
  needed: readonly NamedFile[],
): Promise<void> {
  const found = await Promise.all(
    [...written, ...needed].map(async (file) => ({ file, identities: await identitiesOf(file.path) })),
  );
  for (const [index, one] of found.slice(0, written.length).entries()) {
    const other = found.slice(index + 1).find(({ identities }) => identities.some(isOneOf(one.identities)));
    if (other === undefined) continue;
    throw usage(
      `${one.file.name} ${one.file.path} and ${other.file.name} ${other.file.path} are the same file.`,
      `Give ${one.file.name} a file of its own. Nothing was done.`,
    );
  }
}

/** The ledger with the files that SQLite keeps beside it. */
export function ledgerFiles(path: string): readonly NamedFile[] {
  return ['', '-wal', '-shm', '-journal'].map((end) => ({ name: 'the ledger', path: `${path}${end}` }));
}

function isOneOf(identities: readonly string[]): (identity: string) => boolean {
  return (identity) => identities.includes(identity);
}

/** What is the same for two names of one file: where it really is, and which file that is if there is one yet. */
async function identitiesOf(path: string): Promise<readonly string[]> {
  const place = await realPlace(path);
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  // Whatever is written to a device such as /dev/null, nothing in it is destroyed.
  if (found !== undefined && !found.isFile()) return [];
  return [place, ...(found === undefined ? [] : [`file ${found.dev}/${found.ino}`])];
}

/** Where a path leads, following links, also where nothing is yet. */
async function realPlace(path: string, links = 0): Promise<string> {
  const here = await realpath(path).catch(() => undefined);
  if (here !== undefined) return here;
  const folder = await realpath(dirname(path)).catch(() => resolve(dirname(path)));
  const target = await readlink(path).catch(() => undefined);
  if (target !== undefined && links < MOST_LINKS) return await realPlace(resolve(folder, target), links + 1);
  return join(folder, basename(path));
}

/** As many as Linux follows. */
const MOST_LINKS = 40;
