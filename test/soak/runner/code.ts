import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** Where the code is that decides how a schedule goes: Keyturn itself, and the schedules with their oracle. */
const PARTS: readonly string[] = ['src', 'test/soak'];

/** Which code schedules are tried on. */
export interface Code {
  /** The commit that last touched it; undefined where there is no git history to ask. */
  readonly commit?: string;
  /** Files differ from that commit. */
  readonly changed: boolean;
  /** A hash of the files themselves. */
  readonly digest: string;
}

/** Looks at the code of a checkout. */
export function codeOf(root: string): Code {
  const digest = digestOf(root);
  const commit = lastCommit(root);
  if (commit === undefined) return { changed: false, digest };
  return { commit, changed: git(root, ['status', '--porcelain', '--', ...PARTS]) !== '', digest };
}

/** A code in words. */
export function codeInWords({ commit, changed, digest }: Code): string {
  if (commit === undefined) return `the files with the hash ${digest.slice(0, 12)} (no git history here)`;
  return `commit ${commit.slice(0, 12)}${changed ? ' with changes that are not committed' : ''}`;
}

/**
 * The first of the seeds that nobody has tried on this code, and where it comes from.
 *
 * Taken from the id of the commit, which nobody can choose, so that each change of the code meets other schedules. A tarball
 * and a shallow clone have no such commit: there it is taken from the files.
 */
export function freshSeed(code: Code): { readonly seed: number; readonly from: string } {
  const id = code.commit ?? code.digest;
  const seed = FRESH_FROM + Number.parseInt(id.slice(0, 7), 16);
  const from =
    code.commit === undefined
      ? 'the hash of src and test/soak, since this checkout has no git history that tells which commit touched them last'
      : `commit ${code.commit.slice(0, 12)}, the last that touched src or test/soak`;
  return { seed, from };
}

/** Below are the seeds that are always played. */
const FRESH_FROM = 1_000_000;

function lastCommit(root: string): string | undefined {
  // Inside another project's repository git would answer for that one, and a shallow clone names its oldest commit.
  const own = git(root, ['rev-parse', '--show-toplevel']);
  if (own === undefined || realpathSync(own) !== realpathSync(root)) return undefined;
  if (git(root, ['rev-parse', '--is-shallow-repository']) !== 'false') return undefined;
  return git(root, ['log', '-1', '--format=%H', '--', ...PARTS]) || undefined;
}

/** What git says; undefined when it is not there, or has nothing to say here. */
function git(root: string, words: readonly string[]): string | undefined {
  try {
    return execFileSync('git', words, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}

function digestOf(root: string): string {
  const hash = createHash('sha256');
  for (const part of PARTS) {
    const files = readdirSync(join(root, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}
