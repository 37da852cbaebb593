import { type ErrorCode, isKeyturnError } from '../domain/errors.ts';
import { isCallFailure } from '../ports/call-failure.ts';
import { oneLine } from '../report/line-text.ts';
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
  'LEDGER_NOT_FOUND',
  'LEDGER_AMBIGUOUS',
  'LEDGER_NO_PLACE',
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
    // Only the problems of a configuration are a list; elsewhere a line break can only be part of a name.
    const message = error.code.startsWith('CONFIG_') ? harmless(error.message) : oneLine(error.message);
    terminal.err(`keyturn: ${bold(red(error.code))}: ${message}\n`);
    if (error.next !== '') terminal.err(`  ${dim('Fix:')} ${oneLine(error.next)}\n`);
    return error.code.startsWith('CONFIG_') || USAGE_CODES.includes(error.code) ? 1 : 2;
  }
  if (isCallFailure(error)) {
    terminal.err(`keyturn: ${bold(red('AWS_CALL_FAILED'))}: ${oneLine(error.message)}\n`);
    terminal.err(`  ${dim('Fix:')} Check the permissions of the caller and try again.\n`);
    return 2;
  }
  const kind = error instanceof Error ? error.name : typeof error;
  terminal.err(`keyturn: ${bold(red('INTERNAL'))}: an unexpected ${kind}; this is a defect of Keyturn.\n`);
  terminal.err(`  ${dim('Fix:')} Run again with KEYTURN_DEBUG=1 and report what it shows.\n`);
  if (terminal.env.KEYTURN_DEBUG === '1' && error instanceof Error) {
    const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
    terminal.err(`${frames.join('\n')}\n`);
  }
  return 2;
}

function harmless(lines: string): string {
  return lines.split('\n').map(oneLine).join('\n');
}
