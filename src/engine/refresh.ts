import type { AccessKey, LastUsed } from '../domain/access-key.ts';
import type { Decision } from '../domain/decision.ts';
import type { AccessKeyId } from '../domain/ids.ts';
import { hasPassed, MINUTE } from '../domain/time.ts';
import type { UserFacts } from '../domain/user-facts.ts';
import type { UserSession } from '../ports/cloud.ts';
import type { Engine } from './engine.ts';

/** What to read again, and with what. */
export interface Refresh {
  readonly session: UserSession;
  readonly decision: Decision;
  /** What this run has just done to keys of this user: IAM's listing may not show it yet. */
  readonly done: readonly Decision[];
}

/** In a large account the listing of all users is long past when a user's turn comes: who may be exempt is read again. */
const LISTED_LONG_AGO = 5 * MINUTE;

/**
 * Reads a user again just before a change: always the keys; for whatever takes a key away also its last use, and the
 * tags and groups that may exempt the user by now.
 */
export async function refresh(engine: Engine, facts: UserFacts, request: Refresh): Promise<UserFacts> {
  const { session, decision } = request;
  const listed = await session.listAccessKeys();
  const keys = request.done.reduce(withoutStale, listed);
  const readAt = engine.clock.now();
  if (decision.action === 'rotate') {
    const fresh = facts.listedAt !== undefined && !hasPassed(facts.listedAt, LISTED_LONG_AGO, readAt);
    if (fresh) return { ...facts, keys, readAt };
    return { ...facts, keys, readAt, groups: await session.groups(), tags: await session.tags() };
  }
  const lastUsed = new Map<AccessKeyId, LastUsed>();
  for (const key of keys) lastUsed.set(key.id, await session.lastUsed(key.id));
  const groups = await session.groups();
  const tags = await session.tags();
  return { ...facts, keys, lastUsed, groups, tags, readAt };
}

function withoutStale(listed: readonly AccessKey[], done: Decision): readonly AccessKey[] {
  if (done.action === 'delete' || done.repair === 'discard-delete') {
    return listed.filter((key) => key.id !== done.keyId);
  }
  if (done.repair !== 'discard-deactivate') return listed;
  return listed.map((key) => (key.id === done.keyId ? { ...key, status: 'inactive' } : key));
}
