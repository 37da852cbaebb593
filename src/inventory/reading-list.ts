import type { CredentialReport, CredentialRow } from '../domain/credential-report.ts';
import type { UserId } from '../domain/ids.ts';
import type { UserMemory } from '../domain/memory.ts';
import type { ReadRecord } from '../domain/read-record.ts';
import type { Duration, Instant } from '../domain/time.ts';

/** Why a user is read in a run, or that it need not be. */
export type Reading =
  | 'never-read'
  | 'no-report'
  | 'not-in-report'
  | 'changed'
  | 'sweep'
  | 'unfinished'
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
  when: { readonly now: Instant; readonly sweepEvery: Duration },
): Reading {
  const { memory, last, report } = user;
  if (isBusy(memory)) return 'unfinished';
  if (report === undefined) return 'no-report';
  const row = report.rows.get(user.userArn);
  if (row === undefined) return 'not-in-report';
  if (last === undefined)
    return row.showsNoKey && (memory?.keys.length ?? 0) === 0 ? 'not-needed' : 'never-read';
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

/**
 * Whether a user's turn in the rolling sweep has come since it was last read.
 *
 * Each user has a turn of its own within every period, told from its id, so that as many are read on one day as on
 * another, and each is read once in every period whatever the day of its first reading was.
 */
export function isSweepDue(
  userId: UserId,
  readAt: Instant,
  when: { readonly now: Instant; readonly sweepEvery: Duration },
): boolean {
  const turn = spread(userId) * when.sweepEvery;
  const period = (at: number): number => Math.floor((at + turn) / when.sweepEvery);
  return period(when.now) > period(readAt);
}

/**
 * A number from 0 to 1 that is always the same for one id, and evenly spread over many.
 *
 * FNV-1a, and the final mixing of MurmurHash3, without which ids that differ in their last characters lie close together.
 */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
