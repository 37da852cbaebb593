import fc from 'fast-check';
import type { AccessKey } from '../../src/domain/access-key.ts';
import type { AccessKeyId, AccountId, UserId, UserRef } from '../../src/domain/ids.ts';
import {
  blankMemory,
  type KeyRecord,
  type Notice,
  type StandingHold,
  type UserMemory,
} from '../../src/domain/memory.ts';
import type { Saga } from '../../src/domain/saga.ts';
import { days, type Instant } from '../../src/domain/time.ts';
import { NOW, near, past } from './random-time.ts';

const account = '111122223333' as AccountId;
const user = 'AIDAEXAMPLEUSER000001' as UserId;
/** The user that all random records are about. */
export const ref: UserRef & { readonly userName: string } = {
  accountId: account,
  userId: user,
  userName: 'alice',
};
const GONE = `AKIA${'Z'.repeat(16)}` as AccessKeyId;

/** What the ledger may hold of these keys, which need not go well together with what IAM says. */
export function memoryOf(keys: readonly AccessKey[]): fc.Arbitrary<UserMemory> {
  const ids = keys.map((key) => key.id);
  return fc
    .record({
      records: fc.tuple(...keys.map((key) => fc.option(recordOf(key, ids), { nil: undefined }))),
      pair: fc.option(pairOf(ids), { nil: undefined }),
      notices: fc.array(noticeOf(ids), { maxLength: 4 }),
      holds: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(holdOf(ids), { maxLength: 2 })),
      keep: fc.oneof(
        { weight: 2, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constantFrom(...ids) },
      ),
      force: fc.oneof(
        { weight: 3, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.subarray([...ids, GONE], { minLength: 1 }) },
      ),
      forcedAt: past,
      saga: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: sagaOf(ids) }),
    })
    .map(({ records, pair, notices, holds, keep, force, forcedAt, saga }) => {
      const known = records.filter((record) => record !== undefined);
      return {
        ...blankMemory(account, user),
        keys: pair === undefined ? known : handedOver(known, { pair, keys }),
        notices,
        holds,
        ...(keep === undefined
          ? {}
          : { keep: { ...ref, keyId: keep, at: NOW, by: 'operator', why: 'test' } }),
        ...(force === undefined
          ? {}
          : { force: { ...ref, keyIds: force, at: forcedAt, by: 'operator', why: 'test' } }),
        ...(saga === undefined ? {} : { openSaga: saga }),
      };
    });
}

function recordOf(key: AccessKey, ids: readonly AccessKeyId[]): fc.Arbitrary<KeyRecord> {
  return fc
    .record({
      firstSeen: past,
      inactiveSince: fc.option(past, { nil: undefined }),
      deactivated: fc.boolean(),
      madeByUs: fc.boolean(),
      replaces: rarely(fc.constantFrom(...ids, GONE)),
      proofFrom: fc.option(past, { nil: undefined }),
      discard: rarely(fc.constant('it was not proven')),
      exposed: fc.boolean(),
      extendedUntil: rarely(near),
      noticesFrom: rarely(past),
    })
    .map(({ deactivated, replaces, ...fields }) =>
      defined({
        ...ref,
        keyId: key.id,
        createdAt: key.createdAt,
        ...fields,
        ...(deactivated ? { deactivatedAt: fields.inactiveSince } : {}),
        ...(replaces === key.id ? {} : { replaces }),
      }),
    );
}

interface Pair {
  readonly old: AccessKeyId;
  readonly fresh: AccessKeyId;
  readonly promotedAt: Instant;
}

/** Which key was replaced by which, and when: at times by one that has gone, or one that was in place of another. */
function pairOf(ids: readonly AccessKeyId[]): fc.Arbitrary<Pair> {
  return fc.record({
    old: fc.constantFrom(...ids, GONE),
    fresh: fc.constantFrom(...ids, GONE),
    promotedAt: past,
  });
}

/** The ledger after a hand-over: both keys have a record, and the records name each other. */
function handedOver(
  known: readonly KeyRecord[],
  given: { readonly pair: Pair; readonly keys: readonly AccessKey[] },
): readonly KeyRecord[] {
  const { old, fresh, promotedAt } = given.pair;
  if (old === fresh) return known;
  const record = (keyId: AccessKeyId): KeyRecord =>
    known.find((candidate) => candidate.keyId === keyId) ?? {
      ...ref,
      keyId,
      createdAt: given.keys.find((key) => key.id === keyId)?.createdAt ?? promotedAt,
      firstSeen: promotedAt,
      madeByUs: false,
      exposed: true,
    };
  const others = known.filter((candidate) => candidate.keyId !== old && candidate.keyId !== fresh);
  const handOver = { madeByUs: true, replaces: old, provenAt: promotedAt, promotedAt };
  return [...others, { ...record(old), replacedBy: fresh }, { ...record(fresh), ...handOver }];
}

function noticeOf(ids: readonly AccessKeyId[]): fc.Arbitrary<Notice> {
  return fc
    .record({
      keyId: fc.constantFrom(...ids),
      id: fc.uuid(),
      kind: fc.constantFrom<Notice['kind'][]>('rotated', 'warning', 'extended', 'held'),
      pending: fc.constantFrom<('rotate' | 'deactivate' | 'delete')[]>('rotate', 'deactivate', 'delete'),
      plannedFor: near,
      step: fc.option(fc.constantFrom(days(7), days(3), days(1)), { nil: undefined }),
      queuedAt: past,
      acceptedAt: fc.option(past, { nil: undefined }),
      countsAsNotice: fc.boolean(),
      reason: fc.constantFrom<Notice['reason'][]>(
        'EXPIRED_ACTIVE_KEY',
        'KEY_PENDING_EXPIRATION_CONFLICT',
        'UNUSED_KEY_PENDING_DELETION',
        'KEY_PENDING_DEACTIVATION',
      ),
    })
    .map((fields) => defined({ ...ref, ...fields }));
}

function holdOf(ids: readonly AccessKeyId[]): fc.Arbitrary<StandingHold> {
  return fc
    .record({
      keyId: fc.constantFrom(...ids),
      kind: fc.constantFrom<StandingHold['kind'][]>('undo', 'extend', 'reactivated-by-hand'),
      from: past,
      until: fc.option(near, { nil: undefined }),
    })
    .map((fields) => defined({ ...ref, id: `h${fields.from}`, by: 'operator', why: 'test', ...fields }));
}

function sagaOf(ids: readonly AccessKeyId[]): fc.Arbitrary<Saga> {
  const base = { ...ref, sagaId: 'saga1', runId: 'run1' };
  const change = fc.record({
    kind: fc.constantFrom<('deactivate' | 'delete' | 'reactivate' | 'discard')[]>(
      'deactivate',
      'delete',
      'reactivate',
      'discard',
    ),
    keyId: fc.constantFrom(...ids, GONE),
    openedAt: past,
  });
  const rotation = fc
    .record({
      oldKeyId: fc.constantFrom(...ids, GONE),
      keysBefore: fc.subarray([...ids]),
      openedAt: past,
      createFrom: fc.option(past, { nil: undefined }),
      createRefused: rarely(fc.constant(true)),
      newKeyId: fc.option(fc.constantFrom(...ids), { nil: undefined }),
      provenAt: fc.option(past, { nil: undefined }),
    })
    .map((fields) => defined({ kind: 'rotate' as const, reason: 'EXPIRED_ACTIVE_KEY' as const, ...fields }));
  return fc.oneof(change, rotation).map((fields): Saga => ({ ...base, ...fields }));
}

/** A field that most records do not have. */
function rarely<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the fields that are undefined: the ledger never holds one. */
function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
