import type { AccountId, UserId } from '../../src/domain/ids.ts';
import {
  blankMemory,
  type HeldRecord,
  type KeyRecord,
  type Notice,
  type StandingHold,
  type UserMemory,
} from '../../src/domain/memory.ts';
import type { Saga } from '../../src/domain/saga.ts';
import { parseDuration } from '../../src/domain/time.ts';
import type { Scenario } from './scenario.ts';
import { at, type Day, keyId } from './scenario-time.ts';

/** What the ledger holds of the scenario's user, before the run looks. */
export function memoryOf(scenario: Scenario): UserMemory {
  const { keys = [], notices = [], holds = [], held = [], keep, force, saga } = scenario.ledger ?? {};
  const accountId = (scenario.user?.accountId ?? '111122223333') as AccountId;
  const base = { accountId, userId: 'AIDAEXAMPLEUSER000001' as UserId };
  const named = { ...base, userName: scenario.user?.name ?? 'alice' };
  const order = { ...base, by: 'operator', why: 'test' };
  const created = (label: unknown): Day => scenario.keys.find((key) => key.key === label)?.created ?? 0;
  const seen = (label: unknown) => ({ createdAt: at(created(label)), firstSeen: at(created(label)) });
  return {
    ...blankMemory(base.accountId, base.userId),
    keys: keys.map((record) =>
      made<KeyRecord>({ ...named, ...seen(record.key), madeByUs: false, exposed: true }, record),
    ),
    notices: notices.map((given, index) => {
      const usual = { kind: 'warning', pending: 'deactivate', countsAsNotice: true };
      return made<Notice>(
        { ...named, id: `notice-${index}` },
        { ...usual, queuedAt: given.acceptedAt, ...given },
      );
    }),
    holds: holds.map((given) => made<StandingHold>(order, given)),
    held: held.map((given) => made<HeldRecord>(base, given)),
    ...(keep === undefined ? {} : { keep: { ...order, keyId: keyId(keep.key), at: at(keep.at) } }),
    ...(force === undefined ? {} : { force: { ...order, keyIds: force.keys.map(keyId), at: at(force.at) } }),
    ...(saga === undefined
      ? {}
      : { openSaga: made<Saga>({ ...named, sagaId: 'saga1', runId: 'run1' }, saga) }),
  };
}

/** A record of the ledger from what a scenario says of it; the YAML is trusted to name the right fields. */
function made<T>(usual: object, given: Readonly<Record<string, unknown>>): T {
  return { ...usual, ...translate(given) } as T;
}

const TIMES = /(At|Since|From|Until|Seen|For|from|until|lastUse)$/;
const KEYS = /^(key|replaces|replacedBy|newKeyId|oldKeyId)$/;

/** Labels become key ids and days become instants. */
function translate(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([field, value]) => {
      if (KEYS.test(field)) return [field === 'key' ? 'keyId' : field, keyId(String(value))];
      if (field === 'offEvidence') return [field, translate(value as Record<string, unknown>)];
      if (field === 'keysBefore' && Array.isArray(value))
        return [field, value.map((label) => keyId(String(label)))];
      if (TIMES.test(field) && (typeof value === 'number' || typeof value === 'string'))
        return [field, at(value)];
      if (field === 'step' && typeof value === 'string') return [field, parseDuration(value)];
      return [field, value];
    }),
  );
}
