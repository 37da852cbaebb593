import type { AccessKey } from '../domain/access-key.ts';
import type { AccessKeyId } from '../domain/ids.ts';
import type { KeyRecord, UserMemory } from '../domain/memory.ts';
import type { RotateSaga } from '../domain/saga.ts';
import type { UserFacts } from '../domain/user-facts.ts';
import { inCreateWindow } from './create-window.ts';

/** What the ledger knows of keys that Keyturn made in an account, under whichever user. */
export interface OwnKeys {
  readonly made: ReadonlyMap<AccessKeyId, KeyRecord>;
  /** Rotations whose CreateAccessKey was never answered. */
  readonly lost: readonly RotateSaga[];
}

/** The keys that Keyturn made, from the memories of an account's users. */
export function ownKeysOf(memories: Iterable<UserMemory>): OwnKeys {
  const made = new Map<AccessKeyId, KeyRecord>();
  const lost: RotateSaga[] = [];
  for (const { keys, openSaga } of memories) {
    for (const record of keys) if (record.madeByUs) made.set(record.keyId, record);
    if (openSaga?.kind === 'rotate' && openSaga.newKeyId === undefined) lost.push(openSaga);
  }
  return { made, lost };
}

/**
 * The record of a key that Keyturn made for another user and that is listed under this one; undefined when it is not so.
 *
 * IAM takes a user's name where it makes a key. A user who was deleted and made again under the same name between reading
 * and creating has the key of the user who is gone, and nobody has its secret: it must not live.
 */
export function claimed(own: OwnKeys | undefined, facts: UserFacts, key: AccessKey): KeyRecord | undefined {
  const { userId, userName } = facts;
  const record = own?.made.get(key.id);
  if (record !== undefined && record.userId !== userId) {
    const { replaces: _old, replacedBy: _new, goneAt: _gone, promotedAt: _at, ...rest } = record;
    return { ...rest, userId, userName, discard: record.discard ?? 'it was made for a user who is gone' };
  }
  const saga = own?.lost.find(
    (candidate) =>
      candidate.userId !== userId &&
      candidate.userName.toLowerCase() === userName.toLowerCase() &&
      inCreateWindow(candidate, key),
  );
  if (saga === undefined) return undefined;
  return {
    accountId: facts.account.id,
    userId,
    userName,
    keyId: key.id,
    createdAt: key.createdAt,
    firstSeen: facts.readAt,
    madeByUs: true,
    attributed: true,
    exposed: true,
    discard: 'the answer that carried its secret was lost',
  };
}
