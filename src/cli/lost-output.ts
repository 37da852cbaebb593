import type { Terminal } from './terminal.ts';

/** Says that what a command printed did not arrive whole, as far as that can still be said. */
export function showLostOutput(lost: string, terminal: Terminal): void {
  const { red, bold, dim } = terminal.paintErr;
  const why =
    lost === 'EPIPE'
      ? 'the program that read it stopped before the end (EPIPE)'
      : `it could not be written completely (${lost})`;
  terminal.err(`keyturn: ${bold(red('OUTPUT_LOST'))}: what the command prints was lost: ${why}.\n`);
  terminal.err(
    `  ${dim('Fix:')} Free space on the disk, or read to the end, and print it again. A run has still done its work: keyturn report shows it.\n`,
  );
}
