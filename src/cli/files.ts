import { open, writeFile } from 'node:fs/promises';
import { KeyturnError } from '../domain/errors.ts';

/** Makes sure that a file can be written, without touching what is in it. Errors: OUTPUT_NOT_WRITABLE. */
export async function assertWritable(path: string): Promise<void> {
  await writeSafely(path, async () => await (await open(path, 'a', 0o600)).close());
}

/** Writes a file that a person asked for. Errors: OUTPUT_NOT_WRITABLE. */
export async function writeOutput(path: string, text: string): Promise<void> {
  await writeSafely(path, async () => await writeFile(path, text, { mode: 0o600 }));
}

async function writeSafely(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw new KeyturnError({
      code: 'OUTPUT_NOT_WRITABLE',
      message: `The file ${path} cannot be written (${error instanceof Error && 'code' in error ? String(error.code) : 'error'}).`,
      next: 'Give a path in a folder that exists and that you may write to.',
      cause: error,
    });
  }
}
