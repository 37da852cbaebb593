import { lstat, open, rename, rm, writeFile } from 'node:fs/promises';
import { isKeyturnError, KeyturnError } from '../domain/errors.ts';

/** Makes sure that a file can be written, without touching what is in it. Errors: OUTPUT_NOT_WRITABLE. */
export async function assertWritable(path: string): Promise<void> {
  await writeSafely(path, async () => {
    const existed = await isFile(path);
    await (await open(path, 'a', 0o600)).close();
    if (existed === undefined) await rm(path);
  });
}

/** Writes a file that a person asked for. Errors: OUTPUT_NOT_WRITABLE. */
export async function writeOutput(path: string, text: string): Promise<void> {
  await writeSafely(path, async () => {
    // What is there stays whole until the new text is: a disk may be full. A device is written as it is.
    const existed = await isFile(path);
    if (existed === false) return await writeFile(path, text, { mode: 0o600 });
    const beside = `${path}.${process.pid}.tmp`;
    try {
      await writeFile(beside, text, { mode: 0o600 });
      await rename(beside, path);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  });
}

/** Whether a path is an ordinary file; undefined when nothing is there. A link counts as what is not: it is kept. */
async function isFile(path: string): Promise<boolean | undefined> {
  try {
    return (await lstat(path)).isFile();
  } catch {
    return undefined;
  }
}

/** Turns what goes wrong while a file is written into one error. Errors: OUTPUT_NOT_WRITABLE. */
export async function writeSafely(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    // What was to be written could not be read: that is told as it is.
    if (isKeyturnError(error)) throw error;
    throw new KeyturnError({
      code: 'OUTPUT_NOT_WRITABLE',
      message: `The file ${path} cannot be written (${error instanceof Error && 'code' in error ? String(error.code) : 'error'}).`,
      next: 'Give a path in a folder that exists and that you may write to, on a disk with free space.',
      cause: error,
    });
  }
}
