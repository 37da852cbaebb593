import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isKeyturnError, KeyturnError } from '../domain/errors.ts';

/** Text of a file: at once, or piece by piece when it is long. */
export type FileText = string | Iterable<string> | AsyncIterable<string>;

/** Makes sure that a file can be written, without touching what is in it. Errors: OUTPUT_NOT_WRITABLE. */
export async function assertWritable(path: string): Promise<void> {
  try {
    const kind = await kindOf(path);
    if (kind === 'device') return;
    const beside = besideOf(path);
    await (await openNew(beside)).close();
    await rm(beside);
  } catch (error) {
    throw new KeyturnError({
      code: 'OUTPUT_NOT_WRITABLE',
      message: `The file ${path} cannot be written (${codeOf(error)}).`,
      next: 'Give a path in a folder that exists and that you may write to, on a disk with free space.',
      cause: error,
    });
  }
}

/**
 * Writes a file that a person asked for, whole or not at all, for its owner alone.
 *
 * A new file is written beside it and takes its place when the disk has it. So a full disk leaves the earlier one as it
 * was, and a link is replaced and never followed: it may have been put there to have another file overwritten. A device
 * or a pipe is written as it is. Errors: OUTPUT_LOST.
 */
export async function writeOutput(path: string, text: FileText): Promise<void> {
  try {
    if ((await kindOf(path)) === 'device') await writeDevice(path, text);
    else await replace(path, text);
  } catch (error) {
    // What was to be written could not be read: that is told as it is.
    if (isKeyturnError(error)) throw error;
    throw new KeyturnError({
      code: 'OUTPUT_LOST',
      message: `The file ${path} could not be written completely (${codeOf(error)}).`,
      next: 'Free space on its disk, or give another path, and run again. A run has still done its work: keyturn report shows it.',
      cause: error,
    });
  }
}

/** Does all of several things that do not need each other; then throws the first error, if there was one. */
export async function attemptAll(...works: readonly (() => Promise<void>)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const work of works) {
    try {
      await work();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}

async function replace(path: string, text: FileText): Promise<void> {
  const beside = besideOf(path);
  const file = await openNew(beside);
  try {
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

async function writeDevice(path: string, text: FileText): Promise<void> {
  const device = await open(path, constants.O_WRONLY);
  try {
    await device.writeFile(text);
  } finally {
    await device.close();
  }
}

/** In the same folder, since only there it can be renamed; with a name that nobody can have put a link at. */
function besideOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
}

async function openNew(path: string): ReturnType<typeof open> {
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW = 0 } = constants;
  return await open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
}

/**
 * Whether a path is written by replacing it, or as it is: devices and pipes, and what the system keeps below `/dev` and
 * `/proc`, such as `/dev/stdout`, which is a link to where standard output happens to go.
 */
async function kindOf(path: string): Promise<'file' | 'device'> {
  const folder = await realpath(dirname(path));
  if (/^\/dev$|^\/proc\//.test(folder) && (await exists(path))) return 'device';
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  return found === undefined || found.isFile() ? 'file' : 'device';
}

/** Refuses a file to append to that is a link: it is not followed. Errors: OUTPUT_NOT_WRITABLE. */
export async function assertNoLink(name: string, path: string): Promise<void> {
  if (/^\/(dev|proc)\//.test(path)) return;
  const found = await lstat(path).catch(() => undefined);
  if (found?.isSymbolicLink() !== true) return;
  throw new KeyturnError({
    code: 'OUTPUT_NOT_WRITABLE',
    message: `${name} ${path} is a link, and no link is followed when something is written.`,
    next: 'Name the file that it points to. Nothing was done.',
  });
}

/** Whether something is at a path, were it a link that leads nowhere. */
export async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}

/** The system's code for what went wrong, such as ENOSPC. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'error';
}
