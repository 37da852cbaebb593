import { KeyturnError } from '../domain/errors.ts';
import { MINUTE, SECOND } from '../domain/time.ts';

/**
 * Whether another process has the file locked just now.
 *
 * 5 is BUSY with all its kinds (a recovery, a snapshot that is no longer the newest), 15 the same found out while a lock
 * on the WAL index was being taken. 6, LOCKED, is a conflict within one connection: waiting would not end it.
 */
export function isBusy(error: unknown): boolean {
  const code = primaryCode(error);
  return code === 5 || code === 15;
}

/**
 * Turns what SQLite and the file system throw into the ledger's own errors, whenever it happens.
 *
 * `waited` is for how many milliseconds a locked ledger has been waited for.
 */
export function translate(error: unknown, path: string, waited = 0): unknown {
  if (!(error instanceof Error)) return error;
  // A record that is no JSON was not written by us, or only in part.
  const broken = error.name === 'SyntaxError';
  if (!('errcode' in error || 'syscall' in error || broken)) return error;
  if (isBusy(error)) return locked(error, path, waited);
  const code = primaryCode(error);
  const corrupt = broken || code === 11 || code === 26;
  return new KeyturnError({
    code: corrupt ? 'LEDGER_CORRUPT' : 'LEDGER_UNREADABLE',
    message: `The ledger ${path} ${corrupt ? 'is not a Keyturn ledger, or is damaged' : 'cannot be used'}: ${error.message}`,
    next: corrupt
      ? 'Restore the file from a backup, or name another with ledger.path.'
      : 'Check the path, its permissions and the free space of its disk, then run again: the next run continues.',
    cause: error,
  });
}

/** The length of a wait in words. */
export function lengthOfWait(milliseconds: number): string {
  const [unit, name] = milliseconds % MINUTE === 0 ? [MINUTE, 'minute'] : [SECOND, 'second'];
  const count = milliseconds / unit;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

function locked(error: Error, path: string, waited: number): KeyturnError {
  const since = waited === 0 ? '' : `, and has been for ${lengthOfWait(waited)}`;
  return new KeyturnError({
    code: 'LEDGER_UNREADABLE',
    message: `The ledger ${path} is locked by another process${since}.`,
    next: 'See which process has the file open (on Linux: fuser -v FILE), end it or let it finish, then run again: the next run continues.',
    cause: error,
  });
}

/** Extended codes keep the primary one in their last eight bits: 11 is damage, 26 no database at all. */
function primaryCode(error: unknown): number | undefined {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return undefined;
  return error.errcode & 0xff;
}
