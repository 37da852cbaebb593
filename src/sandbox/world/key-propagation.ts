import type { KeyRecord, UserRecord } from './model.ts';
import type { WorldState } from './state.ts';

/** What an authenticating service believes of a key; undefined when it has not heard of it, or no longer knows it. */
export function believedStatus(state: WorldState, key: KeyRecord): string | undefined {
  const { newKey, statusChange } = state.options.propagation;
  if (!key.settled && isUnheard(state, key, key.createdAt, newKey)) return undefined;
  if (key.deletedAt !== undefined) {
    return isUnheard(state, key, key.deletedAt, statusChange) ? key.status : undefined;
  }
  return isUnheard(state, key, key.statusChangedAt, statusChange) ? key.previousStatus : key.status;
}

/** A key as a listing shows it. */
export interface ListedKey {
  readonly id: string;
  readonly status: string;
  readonly createdAt: number;
}

/**
 * The keys that one ListAccessKeys call shows. A read may be answered by a replica that has not seen the changes of the
 * last moments: new keys missing, old statuses, deleted keys still there. Half of such reads are, by the seed.
 */
export function listedKeys(state: WorldState, user: UserRecord): readonly ListedKey[] {
  const isStale = state.random.share(`list/${user.userId}/${state.sequence}`) < 0.5;
  const since = isStale ? state.clock.now() - state.options.propagation.listing : Number.POSITIVE_INFINITY;
  const unseen = (at: number | undefined): boolean => at !== undefined && at > since;
  const living = [...user.keys.values()].filter((key) => key.settled || !unseen(key.createdAt));
  const ghosts = [...user.deletedKeys.values()].filter((key) => unseen(key.deletedAt));
  return [...living, ...ghosts].map((key) => ({
    id: key.id,
    status: unseen(key.statusChangedAt) ? key.previousStatus : key.status,
    createdAt: key.createdAt,
  }));
}

/** Whether a request about a key that was just made reaches a part of IAM that has not heard of it: half of them do. */
export function isUnseen(state: WorldState, key: KeyRecord): boolean {
  if (key.settled || state.clock.now() - key.createdAt >= state.options.propagation.listing) return false;
  return state.random.share(`seen/${key.id}/${state.sequence}`) < 0.5;
}

/** For half of the delay nobody has heard; for the other half it depends on whom one asks. */
function isUnheard(state: WorldState, key: KeyRecord, changedAt: number, delay: number): boolean {
  const age = state.clock.now() - changedAt;
  if (age >= delay) return false;
  if (age < delay / 2) return true;
  return state.random.share(`heard/${key.id}/${state.sequence}`) < 0.5;
}
