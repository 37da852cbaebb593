import { type ErrorCode, isKeyturnError } from '../domain/errors.ts';
import { isCallFailure } from '../ports/call-failure.ts';
import type { Terminal } from './terminal.ts';

/** Codes that say that the command or its configuration must be changed; every other error is a failure of the run. */
const USAGE_CODES: readonly ErrorCode[] = [
  'USAGE',
  'NODE_TOO_OLD',
  'CREDENTIALS_MISSING',
  'REGION_MISSING',
  'REHEARSAL_NOT_LOOPBACK',
  'REHEARSAL_LEDGER',
  'LEDGER_TOO_NEW',
  'ACCOUNT_NOT_FOUND',
  'USER_NOT_FOUND',
  'USER_AMBIGUOUS',
  'KEY_NOT_FOUND',
  'KEY_SECRET_UNKNOWN',
  'NOTHING_TO_UNDO',
  'NOTHING_TO_RESOLVE',
  'OUTPUT_NOT_WRITABLE',
  'ORGANIZATION_OTHER',
  'PLAN_UNREADABLE',
  'PLAN_EDITED',
  'PLAN_EXPIRED',
  'PLAN_OTHER',
  'NO_REPORT',
];

/**
 * Shows an error to a person and gives the exit code: 1 for usage and configuration, 2 for everything that failed.
 *
 * An error nobody foresaw is shown by its kind, not by its message: nobody has vetted what that may carry. With
 * `KEYTURN_DEBUG=1` its stack, which has no values in it, is shown as well.
 */
export function showError(error: unknown, terminal: Terminal): 1 | 2 {
  const { red, bold, dim } = terminal.paintErr;
  if (isKeyturnError(error)) {
    terminal.err(`keyturn: ${bold(red(error.code))}: ${error.message}\n`);
    if (error.next !== '') terminal.err(`  ${dim('Way out:')} ${error.next}\n`);
    return error.code.startsWith('CONFIG_') || USAGE_CODES.includes(error.code) ? 1 : 2;
  }
  if (isCallFailure(error)) {
    terminal.err(`keyturn: ${bold(red('AWS_CALL_FAILED'))}: ${error.message}\n`);
    terminal.err(`  ${dim('Way out:')} Check the rights of the caller and try again.\n`);
    return 2;
  }
  const kind = error instanceof Error ? error.name : typeof error;
  terminal.err(`keyturn: ${bold(red('INTERNAL'))}: an unexpected ${kind}; this is a defect of Keyturn.\n`);
  terminal.err(`  ${dim('Way out:')} Run again with KEYTURN_DEBUG=1 and report what it shows.\n`);
  if (terminal.env.KEYTURN_DEBUG === '1' && error instanceof Error) {
    const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
    terminal.err(`${frames.join('\n')}\n`);
  }
  return 2;
}

/** Says that what a command printed did not arrive whole, as far as that can still be said. */
export function showLostOutput(lost: string, terminal: Terminal): void {
  const { red, bold, dim } = terminal.paintErr;
  const why =
    lost === 'EPIPE'
      ? 'whoever read it stopped before the end (EPIPE)'
      : `it could not be written whole (${lost})`;
  terminal.err(`keyturn: ${bold(red('OUTPUT_LOST'))}: what the command prints was lost: ${why}.\n`);
  terminal.err(
    `  ${dim('Way out:')} Free space on the disk, or read to the end, and print it again. A run has done its work all the same: keyturn report shows it.\n`,
  );
}
