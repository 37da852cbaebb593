import type { DatabaseSync } from 'node:sqlite';
import type { UserRef } from '../domain/ids.ts';
import { ALL_IS_SEEN, LARGEST_SKEW, LEASE_LENGTH } from '../domain/in-flight.ts';
import { isUnderWay } from '../domain/journal.ts';
import { hasPassed, type Instant, instant } from '../domain/time.ts';
import type { Lease } from '../ports/ledger.ts';
import type { Processes } from '../ports/processes.ts';
import { prepared } from './sqlite-prepared.ts';
import { readUnit } from './sqlite-units.ts';

/** What a run asks for when it wants a lease. */
export interface LeaseRequest {
  readonly holder: string;
  readonly now: Instant;
  readonly until: Instant;
  /** AWS has just told the time, and ours agrees. */
  readonly clockIsRight?: boolean;
}

/** Who asks, and what it can tell of others. */
type Asked = LeaseRequest & { readonly processes: Processes };

/** Ends a lease; that of another holder stands. */
export function releaseLease(database: DatabaseSync, lease: Lease): void {
  prepared(database, 'DELETE FROM leases WHERE account = ? AND user = ? AND holder = ?').run(
    lease.accountId,
    lease.userId,
    lease.holder,
  );
}

/** Whether a lease still stands for its holder. */
export function isHeld(database: DatabaseSync, lease: Lease, now: Instant): boolean {
  const row = prepared(
    database,
    'SELECT until FROM leases WHERE account = ? AND user = ? AND holder = ?',
  ).get(lease.accountId, lease.userId, lease.holder);
  return row !== undefined && Number(row.until) > now;
}

/**
 * Which process a lease belongs to.
 *
 * It names the holder once more: a process of an earlier version that takes the lease over leaves this column as it was,
 * and must not be taken for the process that was there before it.
 */
interface Owner {
  readonly holder: string;
  readonly process: string;
}

/**
 * Takes a lease that nobody holds. One conditional write decides between two runs:
 *
 *   A: no row, or a row whose time is up  -> A's row is written, A holds the lease
 *   B: a row of A that is still valid     -> nothing is written
 */
export function takeFreeLease(database: DatabaseSync, ref: UserRef, asked: Asked): Lease | undefined {
  const { holder, now, until } = asked;
  const result = prepared(
    database,
    'INSERT INTO leases (account, user, holder, until, owner) VALUES (?1, ?2, ?3, ?4, ?6) ON CONFLICT (account, user) DO UPDATE SET holder = ?3, until = ?4, owner = ?6 WHERE until <= ?5 OR holder = ?3',
  ).run(ref.accountId, ref.userId, holder, until, now, ownerOf(asked));
  return Number(result.changes) === 1 ? leaseOf(ref, asked) : undefined;
}

/**
 * Takes the standing lease of a process that is proven dead.
 *
 *   X: holds the lease, is killed
 *   A: reads the row of X, X is dead, nothing is under way
 *   B: reads the row of X, X is dead, nothing is under way
 *   A: writes where the holder is still X  -> one row, A holds the lease
 *   B: writes where the holder is still X  -> it is A by now: no row, B goes on with other users
 *
 * Between A's reading and its writing X can do nothing: it is dead. (Here both happen in one transaction; a ledger without
 * transactions needs no more than that condition.) What X had begun may still land in AWS, so an intent that has no end is
 * left alone until whatever came of it shows in a reading:
 *
 *   X: intent, call sent, killed           -> A: not before `ALL_IS_SEEN` after X's last line, or the lease's own end
 */
export function takeLeaseOfTheDead(database: DatabaseSync, ref: UserRef, asked: Asked): Lease | undefined {
  const row = prepared(database, 'SELECT holder, owner FROM leases WHERE account = ? AND user = ?').get(
    ref.accountId,
    ref.userId,
  );
  if (typeof row?.owner !== 'string') return undefined;
  const { holder, process } = JSON.parse(row.owner) as Owner;
  if (holder !== row.holder || !asked.processes.isDead(process)) return undefined;
  const begun = lastUnderWay(database, ref);
  if (begun !== undefined && !hasPassed(begun, ALL_IS_SEEN, asked.now)) return undefined;
  const result = prepared(
    database,
    'UPDATE leases SET holder = ?, until = ?, owner = ? WHERE account = ? AND user = ? AND holder = ?',
  ).run(asked.holder, asked.until, ownerOf(asked), ref.accountId, ref.userId, holder);
  return Number(result.changes) === 1 ? leaseOf(ref, asked) : undefined;
}

/**
 * Cuts a lease that only a wrong clock can have given to the length of one that begins now; gives none.
 *
 * A process whose clock had jumped days ahead would otherwise keep a user from everybody for days. If it still works, its
 * next write fails, and nobody else begins before it has had the time that every holder has.
 */
export function cutLeaseOfWrongClock(database: DatabaseSync, ref: UserRef, now: Instant): void {
  const cut = now + LEASE_LENGTH;
  prepared(database, 'UPDATE leases SET until = ?1 WHERE account = ?2 AND user = ?3 AND until > ?4').run(
    cut,
    ref.accountId,
    ref.userId,
    cut + 2 * LARGEST_SKEW,
  );
}

function leaseOf({ accountId, userId }: UserRef, { holder, until }: Asked): Lease {
  return { accountId, userId, holder, until };
}

function ownerOf({ holder, processes }: Asked): string | null {
  if (processes.own === undefined) return null;
  return JSON.stringify({ holder, process: processes.own } satisfies Owner);
}

/**
 * When the latest was noted of anything that may be under way: of the open saga, or of one in the journal whose last line
 * is no end (an undo without a lease leaves no other trace).
 *
 * `unknown` is no end: the answer was lost, and the call may yet be carried out.
 */
function lastUnderWay(database: DatabaseSync, ref: UserRef): Instant | undefined {
  const { memory, journal } = readUnit(database, ref);
  const saga = memory.openSaga;
  const last = new Map(journal.map((line) => [line.sagaId, line]));
  const open = [...last.values()].filter((line) => line.sagaId === saga?.sagaId || isUnderWay(line));
  const times = [...(saga === undefined ? [] : [saga.openedAt]), ...open.map(({ at }) => at)];
  return times.length === 0 ? undefined : instant(Math.max(...times));
}
