import { fstatSync, fsyncSync, writeSync } from 'node:fs';

/** One of the two streams of a process, which knows whether everything that was written to it has arrived. */
export interface Output {
  write(text: string): void;
  /** Waits until everything written so far was taken. Gives the system's code for what was lost, such as ENOSPC. */
  taken(): Promise<string | undefined>;
}

/** Standard output or standard error, whatever stands behind it: a terminal, a pipe, a file or a device. */
export function processOutput(fd: 1 | 2): Output {
  const stream = fd === 1 ? process.stdout : process.stderr;
  return !stream.isTTY && isFileOrDevice(fd) ? fileOutput(fd) : streamOutput(stream);
}

function isFileOrDevice(fd: number): boolean {
  const behind = fstatSync(fd);
  return behind.isFile() || behind.isCharacterDevice() || behind.isBlockDevice();
}

/**
 * Writes to a file until all of a text is in it, and has the disk confirm it.
 *
 * Node.js writes once and takes that for the whole: on a disk that is nearly full the system takes a part, reports no
 * error until the next write, and the rest would be lost with exit code 0.
 */
function fileOutput(fd: number): Output {
  let lost: string | undefined;
  const attempt = (work: () => void): void => {
    try {
      if (lost === undefined) work();
    } catch (error) {
      lost = codeOf(error);
    }
  };
  return {
    write: (text) =>
      attempt(() => {
        const bytes = Buffer.from(text);
        for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
      }),
    taken: async () => {
      attempt(() => confirm(fd));
      return lost;
    },
  };
}

/** Some disks say only now that they are full. A device has nothing to confirm. */
function confirm(fd: number): void {
  if (!fstatSync(fd).isFile()) return;
  try {
    fsyncSync(fd);
  } catch (error) {
    if (!['EINVAL', 'ENOSYS', 'ENOTSUP'].includes(codeOf(error))) throw error;
  }
}

/** Writes to a pipe or a terminal. The last write that was confirmed confirms those before it. */
function streamOutput(stream: NodeJS.WriteStream): Output {
  let lost: string | undefined;
  let last: Promise<void> = Promise.resolve();
  const lose = (error: unknown): void => {
    lost ??= codeOf(error);
  };
  // A reader that goes away must not end a run in the middle, as the error would if nobody listened.
  stream.on('error', lose);
  return {
    write: (text) => {
      if (lost !== undefined) return;
      last = new Promise((resolve) => {
        stream.write(text, (error) => {
          if (error) lose(error);
          resolve();
        });
      });
    },
    taken: async () => {
      await last;
      return lost;
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'error';
}
