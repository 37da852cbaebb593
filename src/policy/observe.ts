import type { AccessKey } from '../domain/access-key.ts';
import { type KeyRecord, recordOf, type StandingHold, type UserMemory } from '../domain/memory.ts';
import { isOwnProof } from '../domain/own-proof.ts';
import { hasPassed, type Instant, MINUTE } from '../domain/time.ts';
import { lastUsedOf, type UserFacts } from '../domain/user-facts.ts';
import { claimed, type OwnKeys } from './own-keys.ts';

/**
 * For how long ListAccessKeys is not taken at its word about a change of our own; IAM is eventually consistent.
 *
 * Always measured at the time of the reading: facts may be acted on long after they were read.
 */
export const LISTING_LAG: number = 10 * MINUTE;

const MOST_SERVICES = 8;

/** The memory after a look at the world, and the parts of it that are new. */
export interface Observation {
  readonly memory: UserMemory;
  readonly changedKeys: readonly KeyRecord[];
  readonly newHolds: readonly StandingHold[];
}

/**
 * Brings the ledger's memory of a user up to date with what was just read.
 *
 * Pure: the caller stores what changed (a dry run stores nothing). First sightings start the soak of keys found
 * inactive; a sighting as active, or as used since, ends it. A key that Keyturn deactivated and that is active again
 * was reactivated by a person, who needs it: that becomes a standing hold until somebody resolves it. A key that Keyturn
 * made stays Keyturn's own under whichever user it is listed (`own`).
 */
export function observe(facts: UserFacts, memory: UserMemory, now: Instant, own?: OwnKeys): Observation {
  const changedKeys: KeyRecord[] = [];
  const newHolds: StandingHold[] = [];
  const keys: KeyRecord[] = [];

  for (const key of facts.keys) {
    const known = recordOf(memory, key.id);
    const before = known?.madeByUs === true ? known : (claimed(own, facts, key) ?? known);
    const after = observeKey(key, before, facts, now);
    if (known === undefined || !isSame(known, after)) changedKeys.push(after);
    // An undo explains a reactivation only when it came after the deactivation in question.
    const undone = memory.holds.some(
      (hold) => hold.keyId === key.id && hold.kind === 'undo' && hold.from >= (before?.deactivatedAt ?? 0),
    );
    if (wasReactivated(before, after) && !undone) newHolds.push(reactivationHold(after, now));
    keys.push(after);
  }
  for (const record of memory.keys) {
    if (facts.keys.some((key) => key.id === record.keyId)) continue;
    const missing = record.goneAt === undefined && hasPassed(record.createdAt, LISTING_LAG, facts.readAt);
    const after = missing ? { ...record, goneAt: now } : record;
    if (missing) changedKeys.push(after);
    keys.push(after);
  }
  return { memory: { ...memory, keys, holds: [...memory.holds, ...newHolds] }, changedKeys, newHolds };
}

/** Whether two records say the same; most do, and member by member that is told soonest. */
function isSame(known: KeyRecord, after: KeyRecord): boolean {
  const members = Object.entries(known);
  return (
    members.length === Object.keys(after).length &&
    members.every(([name, value]) => {
      const other = after[name as keyof KeyRecord];
      return other === value || JSON.stringify(other) === JSON.stringify(value);
    })
  );
}

function observeKey(key: AccessKey, known: KeyRecord | undefined, facts: UserFacts, now: Instant): KeyRecord {
  const { goneAt: _gone, ...kept } = known ?? newRecord(key, facts, now);
  let record: KeyRecord = { ...kept, userName: facts.userName };
  const lastUsed = lastUsedOf(facts, key.id);
  if (lastUsed.kind === 'used' && !isOwnProof(record, lastUsed))
    record = withService(record, lastUsed.service);
  const usedAt = lastUsed.kind === 'used' && !isOwnProof(record, lastUsed) ? lastUsed.at : undefined;
  if (key.status === 'inactive') {
    // A use while it is inactive is for a gate to see: a soak that started again would say nothing to anybody.
    record = { ...record, inactiveSince: record.inactiveSince ?? now };
  } else if (
    key.status === 'active' &&
    record.inactiveSince !== undefined &&
    !mayBeStale(record, facts.readAt)
  ) {
    const { inactiveSince: _since, deactivatedAt, offEvidence: _evidence, ...active } = record;
    const { extendedUntil: _earlier, ...freed } = active;
    record = deactivatedAt === undefined ? active : { ...freed, noticesFrom: now };
  }
  const adopted = record.promotedAt !== undefined && record.adoptedAt === undefined && usedAt !== undefined;
  return adopted ? { ...record, adoptedAt: usedAt } : record;
}

/** Which services a key is used with, as far as the last use tells each time: a hint for advice, no more. */
function withService(record: KeyRecord, service: string): KeyRecord {
  const { services = [] } = record;
  const full = services.length >= MOST_SERVICES || services.includes(service);
  return full ? record : { ...record, services: [...services, service] };
}

function newRecord(key: AccessKey, facts: UserFacts, now: Instant): KeyRecord {
  return {
    accountId: facts.account.id,
    userId: facts.userId,
    userName: facts.userName,
    keyId: key.id,
    createdAt: key.createdAt,
    firstSeen: now,
    madeByUs: false,
    exposed: true,
  };
}

function mayBeStale(record: KeyRecord, now: Instant): boolean {
  return record.deactivatedAt !== undefined && !hasPassed(record.deactivatedAt, LISTING_LAG, now);
}

function wasReactivated(before: KeyRecord | undefined, after: KeyRecord): boolean {
  return before?.deactivatedAt !== undefined && after.deactivatedAt === undefined;
}

function reactivationHold(record: KeyRecord, now: Instant): StandingHold {
  return {
    // Two processes that see the same at once give one hold.
    id: `reactivated/${record.keyId}/${now}`,
    accountId: record.accountId,
    userId: record.userId,
    keyId: record.keyId,
    kind: 'reactivated-by-hand',
    from: now,
    by: 'observation',
    why: 'Keyturn had deactivated this key, and it was found active again',
  };
}
