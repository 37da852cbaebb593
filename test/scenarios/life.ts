import type { AccessKey, LastUsed } from '../../src/domain/access-key.ts';
import { type Decision, isChange } from '../../src/domain/decision.ts';
import type { AccessKeyId, AccountId, UserId, UserRef } from '../../src/domain/ids.ts';
import { blankMemory, type KeyRecord, type Notice, type UserMemory } from '../../src/domain/memory.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { HOUR, type Instant, plus, SECOND } from '../../src/domain/time.ts';
import type { UserFacts } from '../../src/domain/user-facts.ts';
import { noticesOf } from '../../src/engine/notices.ts';
import { observe } from '../../src/policy/observe.ts';
import { planUser } from '../../src/policy/plan-user.ts';

/** One user whose keys live through many runs: what is there at first, and what people do. */
export interface Life {
  readonly policy: Policy;
  readonly keys: readonly AccessKey[];
  /** Last use of a key as IAM would report it at a moment; keys that Keyturn makes are numbered from 1. */
  readonly lastUsed: (key: AccessKey, now: Instant) => LastUsed;
  /** Whether the channel accepts what is queued at this moment. */
  readonly accepts: (now: Instant) => boolean;
  /** Orders of a person at the run of this moment, if any. */
  readonly orders?: (now: Instant) => Partial<Pick<UserMemory, 'force' | 'keep'>>;
}

/** A user between two runs. */
export interface LifeState {
  readonly keys: readonly AccessKey[];
  readonly memory: UserMemory;
}

/** What one run decided of one user, and what the user looked like when it began. */
export interface LifeRun {
  readonly now: Instant;
  readonly before: LifeState;
  readonly decisions: readonly Decision[];
  readonly executed: readonly Decision[];
}

const accountId = '111122223333' as AccountId;
const userId = 'AIDAEXAMPLEUSER000001' as UserId;
/** The user of every life. */
export const LIVING: UserRef = { accountId, userId };
const ref = { ...LIVING, userName: 'alice' };

/**
 * Lives through runs at these moments, as the engine works: at most one change, and after a deletion another look.
 *
 * Changes take seconds, as they do in AWS: what is counted from them falls due just after the daily run of its day.
 */
export function live(life: Life, runs: readonly Instant[]): readonly LifeRun[] {
  let state: LifeState = { keys: life.keys, memory: blankMemory(accountId, userId) };
  return runs.map((now) => {
    const before = { ...state, memory: { ...state.memory, ...life.orders?.(now) } };
    const executed: Decision[] = [];
    let decisions: readonly Decision[] = [];
    state = before;
    for (let round = 1; round <= 4; round += 1) {
      const looked = look(life, state, now);
      decisions = round === 1 ? looked.decisions : [...decisions, ...looked.decisions.filter(isChange)];
      state = { ...state, memory: recorded(looked.memory, looked.decisions, { life, now }) };
      const next = firstChange(looked.decisions);
      if (next === undefined) break;
      state = execute(next, state, { life, now });
      executed.push(next);
      if (next.action !== 'delete') break;
    }
    return { now, before, decisions, executed };
  });
}

/** The last use of every key by a schedule: used hourly within its spans, and never outside them. */
export function usedIn(
  spans: (key: AccessKey) => readonly { readonly from: number; readonly until: number }[],
): Life['lastUsed'] {
  return (key, now) => {
    const uses = spans(key)
      .filter((span) => span.from <= now)
      .map((span) => Math.min(span.until, now - HOUR))
      .filter((use) => use >= key.createdAt);
    if (uses.length === 0) return { kind: 'never-used' };
    return { kind: 'used', at: Math.max(...uses) as Instant, service: 's3', region: 'eu-west-1' };
  };
}

/** The id of the nth key that Keyturn makes in a life. */
export function madeKey(count: number): AccessKeyId {
  return `AKIANEW${count}`.padEnd(20, 'X') as AccessKeyId;
}

/** The key whose age is counted against a limit: every active one. */
export function activeKeys(state: LifeState): readonly AccessKey[] {
  return state.keys.filter((key) => key.status === 'active');
}

function look(life: Life, state: LifeState, now: Instant) {
  const facts: UserFacts = {
    account: { id: accountId, name: 'Example', email: '', state: 'ACTIVE', organizationalUnits: [] },
    userId,
    userName: ref.userName,
    userArn: `arn:aws:iam::${accountId}:user/${ref.userName}`,
    tags: { known: true, value: new Map() },
    groups: { known: true, value: [] },
    keys: state.keys,
    lastUsed: new Map(state.keys.map((key) => [key.id, life.lastUsed(key, now)])),
    readAt: now,
  };
  const { memory } = observe(facts, state.memory, now);
  const decisions = planUser({ facts, memory, policy: life.policy, exemption: { exempt: false }, now });
  return { memory, decisions };
}

interface Moment {
  readonly life: Life;
  readonly now: Instant;
}

/** The ledger after planning: warnings queued and delivered, extensions promised. */
function recorded(memory: UserMemory, decisions: readonly Decision[], { life, now }: Moment): UserMemory {
  const extended = new Map(
    decisions.flatMap(({ keyId, warning }) =>
      warning?.kind === 'extended' ? [[keyId, warning.plannedFor] as const] : [],
    ),
  );
  const keys = memory.keys.map((record): KeyRecord => {
    const until = extended.get(record.keyId);
    return until === undefined ? record : { ...record, extendedUntil: until };
  });
  return noticed({ ...memory, keys }, noticesOf(decisions, memory, now), { life, now });
}

function noticed(memory: UserMemory, queued: readonly Notice[], { life, now }: Moment): UserMemory {
  const known = new Set(memory.notices.map((notice) => notice.id));
  const fresh = queued
    .filter((notice) => !known.has(notice.id))
    .map((notice) =>
      life.accepts(now)
        ? { ...notice, acceptedAt: plus(notice.queuedAt, 5 * SECOND), countsAsNotice: true }
        : notice,
    );
  return { ...memory, notices: [...memory.notices, ...fresh] };
}

function firstChange(decisions: readonly Decision[]): Decision | undefined {
  const order = ['repair', 'delete', 'deactivate', 'rotate'];
  return decisions.filter(isChange).sort((a, b) => order.indexOf(a.action) - order.indexOf(b.action))[0];
}

function execute(decision: Decision, state: LifeState, moment: Moment): LifeState {
  const { action, keyId } = decision;
  const done = plus(moment.now, 10 * SECOND);
  if (action === 'rotate') return rotate(decision, state, moment);
  if (action === 'deactivate') {
    const keys = state.keys.map((key) => (key.id === keyId ? { ...key, status: 'inactive' as const } : key));
    return { keys, memory: changed(state.memory, keyId, { deactivatedAt: done, inactiveSince: done }) };
  }
  if (action === 'delete') {
    const keys = state.keys.filter((key) => key.id !== keyId);
    return { keys, memory: changed(state.memory, keyId, { goneAt: done }) };
  }
  throw new Error(`Nothing in a life without faults calls for ${action} (${decision.reason})`);
}

function rotate(decision: Decision, state: LifeState, moment: Moment): LifeState {
  const made = state.memory.keys.filter((record) => record.madeByUs).length;
  const id = madeKey(made + 1);
  const createdAt = plus(moment.now, 20 * SECOND);
  const promotedAt = plus(moment.now, 40 * SECOND);
  const record: KeyRecord = {
    ...ref,
    keyId: id,
    createdAt,
    firstSeen: createdAt,
    madeByUs: true,
    exposed: true,
    replaces: decision.keyId,
    proofFrom: createdAt,
    provenAt: plus(moment.now, 30 * SECOND),
    promotedAt,
  };
  const told: Notice = {
    ...ref,
    id: `rotated/${id}`,
    keyId: decision.keyId,
    kind: 'rotated',
    reason: decision.reason,
    pending: 'deactivate',
    plannedFor: plus(promotedAt, moment.life.policy.installGrace),
    newKeyId: id,
    queuedAt: promotedAt,
  };
  const { force, ...memory } = changed(state.memory, decision.keyId, { replacedBy: id });
  const carriedOut = force?.keyIds.includes(decision.keyId) === true;
  const after = { ...memory, ...(force === undefined || carriedOut ? {} : { force }) };
  return {
    keys: [...state.keys, { id, status: 'active', createdAt }],
    memory: noticed({ ...after, keys: [...after.keys, record] }, [told], moment),
  };
}

function changed(memory: UserMemory, keyId: AccessKeyId, fields: Partial<KeyRecord>): UserMemory {
  const keys = memory.keys.map((record) => (record.keyId === keyId ? { ...record, ...fields } : record));
  return { ...memory, keys };
}
