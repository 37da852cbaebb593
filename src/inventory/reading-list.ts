import type { CredentialReport, CredentialRow } from '../domain/credential-report.ts';
import type { UserId } from '../domain/ids.ts';
import type { UserMemory } from '../domain/memory.ts';
import type { ReadRecord } from '../domain/read-record.ts';
import type { Duration, Instant } from '../domain/time.ts';
import { isFirstSweepDue, isSweepDue } from './sweep.ts';

/** Why a user is read in a run, or that it need not be. */
export type Reading =
  | 'never-read'
  | 'no-report'
  | 'not-in-report'
  | 'changed'
  | 'sweep'
  | 'unfinished'
  | 'by-report'
  | 'not-needed';

/** What is known of a user before anything about its keys is read. */
export interface BeforeReading {
  readonly userId: UserId;
  readonly userArn: string;
  readonly memory: UserMemory | undefined;
  readonly last: ReadRecord | undefined;
  readonly report: CredentialReport | undefined;
}

/**
 * Whether a user has to be read, as far as that can be told without planning.
 *
 * The credential report is a hint: a row that says the same as it did when the user was last read, leaves that reading
 * standing. Whoever has anything unfinished is read in every run, and everybody from time to time.
 */
export function readingOf(
  user: BeforeReading,
  when: {
    readonly now: Instant;
    readonly sweepEvery: Duration;
    /** Whether nothing can be due or near by a row alone. */
    readonly rowWillDo: (row: CredentialRow, report: CredentialReport) => boolean;
  },
): Reading {
  const { memory, last, report } = user;
  if (isBusy(memory)) return 'unfinished';
  if (report === undefined) return 'no-report';
  const row = report.rows.get(user.userArn);
  if (row === undefined) return 'not-in-report';
  if (last === undefined || last.byReport === true) {
    if ((memory?.keys.length ?? 0) > 0) return 'never-read';
    if (row.showsNoKey) return 'not-needed';
    if (last !== undefined && last.fingerprint !== row.fingerprint) return 'changed';
    if (!when.rowWillDo(row, report)) return 'never-read';
    return last !== undefined && isFirstSweepDue(user.userId, last, when.now) ? 'sweep' : 'by-report';
  }
  if (last.fingerprint !== row.fingerprint) return 'changed';
  return isSweepDue(user.userId, last.readAt, when) ? 'sweep' : 'not-needed';
}

/** The note of a reading; of a user whose row shows no key, what the report said then. */
export function readRecordOf(
  user: { readonly userName: string } & Pick<ReadRecord, 'accountId' | 'userId'>,
  read: { readonly at: Instant; readonly row: CredentialRow | undefined } & Pick<
    ReadRecord,
    'keys' | 'secretCheck' | 'uses'
  >,
): ReadRecord {
  const { accountId, userId, userName } = user;
  const { at: readAt, keys, row, secretCheck, uses = [] } = read;
  const fingerprint = row === undefined ? {} : { fingerprint: row.fingerprint };
  const check = secretCheck === undefined ? {} : { secretCheck };
  const seen = uses.length === 0 ? {} : { uses };
  return { accountId, userId, userName, readAt, keys, ...fingerprint, ...check, ...seen };
}

function isBusy(memory: UserMemory | undefined): boolean {
  if (memory === undefined) return false;
  const { openSaga, held, holds, keep, force, keys } = memory;
  if (openSaga !== undefined || keep !== undefined || force !== undefined) return true;
  return held.length + holds.length > 0 || keys.some((key) => key.discard !== undefined);
}
