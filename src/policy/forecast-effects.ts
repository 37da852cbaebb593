import type { AccessKey } from '../domain/access-key.ts';
import type { Decision } from '../domain/decision.ts';
import type { AccessKeyId } from '../domain/ids.ts';
import type { KeyRecord, Notice, UserMemory } from '../domain/memory.ts';
import { type Instant, MINUTE, plus } from '../domain/time.ts';
import type { UserFacts } from '../domain/user-facts.ts';

/** What a forecast knows at a moment to come. */
interface World {
  readonly facts: UserFacts;
  readonly memory: UserMemory;
  readonly now: Instant;
}

/** The memory after every warning of a plan was sent; accepted by a channel that counts, or by one that does not. */
export function assumeTold(
  memory: UserMemory,
  decisions: readonly Decision[],
  at: { readonly now: Instant; readonly told: boolean },
): UserMemory {
  const warned = decisions.filter((decision) => decision.warning !== undefined);
  const notices = warned.map((decision) => noticeOf(decision, at));
  const keys = memory.keys.map((record) => {
    const extended = warned.find(
      (decision) => decision.keyId === record.keyId && decision.warning?.kind === 'extended',
    );
    return extended?.warning === undefined
      ? record
      : { ...record, extendedUntil: extended.warning.plannedFor };
  });
  return { ...memory, keys, notices: [...memory.notices, ...notices] };
}

/**
 * A change ends some time after its run began, and what is counted from it ends later than the run of that day, as it
 * does in practice: ten days of grace end with the run of the eleventh.
 */
const CHANGE_TAKES = MINUTE;

/** The world after a change has succeeded. */
export function assumeDone(given: World, change: Decision): { facts: UserFacts; memory: UserMemory } {
  const world: World = { ...given, now: plus(given.now, CHANGE_TAKES) };
  if (change.action === 'rotate') return rotated(world, change);
  if (change.action === 'deactivate' || change.repair === 'discard-deactivate') {
    const { now } = world;
    const off = { ...withStatus(world, change.keyId, 'inactive') };
    return {
      ...off,
      memory: withRecord(off.memory, change.keyId, { deactivatedAt: now, inactiveSince: now }),
    };
  }
  if (change.action === 'delete' || change.repair === 'discard-delete') {
    const keys = world.facts.keys.filter((key) => key.id !== change.keyId);
    return {
      facts: { ...world.facts, keys },
      memory: withRecord(world.memory, change.keyId, { goneAt: world.now }),
    };
  }
  // Whatever was left open is settled.
  const { openSaga, ...settled } = world.memory;
  if (change.repair !== 'finish-promotion' || openSaga?.kind !== 'rotate' || openSaga.newKeyId === undefined)
    return { facts: world.facts, memory: settled };
  return {
    facts: world.facts,
    memory: withRecord(settled, openSaga.newKeyId, { promotedAt: world.now }),
  };
}

function rotated(world: World, change: Decision): { facts: UserFacts; memory: UserMemory } {
  const { facts, now } = world;
  const { force: _carriedOut, ...memory } = world.memory;
  const id = newKeyId(world, change.keyId);
  const key: AccessKey = { id, status: 'active', createdAt: now };
  const { accountId, userId, userName } = change;
  const made: KeyRecord = {
    accountId,
    userId,
    userName,
    keyId: id,
    createdAt: now,
    firstSeen: now,
    madeByUs: true,
    exposed: true,
    replaces: change.keyId,
    provenAt: now,
    promotedAt: now,
  };
  const keys = memory.keys.map((record) => {
    if (record.keyId !== change.keyId) return record;
    const { extendedUntil: _earlier, ...rest } = record;
    return { ...rest, replacedBy: id };
  });
  const lastUsed = new Map(facts.lastUsed).set(id, { kind: 'never-used' });
  return {
    facts: { ...facts, keys: [...facts.keys, key], lastUsed },
    memory: { ...memory, keys: [...keys, made] },
  };
}

/** A key that does not exist yet: named after the one it would replace, and told apart by a number. */
function newKeyId(world: World, replaced: AccessKeyId): AccessKeyId {
  const made = world.memory.keys.filter((record) => record.keyId.startsWith('new-')).length;
  return `new-${made + 1}-${replaced.slice(-4)}` as AccessKeyId;
}

function withStatus(world: World, keyId: AccessKeyId, status: AccessKey['status']) {
  const keys = world.facts.keys.map((key) => (key.id === keyId ? { ...key, status } : key));
  return { facts: { ...world.facts, keys }, memory: world.memory };
}

function withRecord(memory: UserMemory, keyId: AccessKeyId, change: Partial<KeyRecord>): UserMemory {
  const keys = memory.keys.map((record) => (record.keyId === keyId ? { ...record, ...change } : record));
  return { ...memory, keys };
}

function noticeOf(
  decision: Decision,
  { now, told }: { readonly now: Instant; readonly told: boolean },
): Notice {
  const { accountId, userId, userName, keyId, reason, warning } = decision;
  return {
    id: `forecast/${keyId}/${now}/${warning?.pending ?? ''}`,
    accountId,
    userId,
    userName,
    keyId,
    kind: warning?.kind ?? 'warning',
    reason,
    ...(warning === undefined
      ? {}
      : { pending: warning.pending, plannedFor: warning.plannedFor, step: warning.step }),
    queuedAt: now,
    acceptedAt: plus(now, 0),
    countsAsNotice: told,
    channel: 'forecast',
  };
}
