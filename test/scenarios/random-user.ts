import fc from 'fast-check';
import type { AccessKey, KeyStatus, LastUsed } from '../../src/domain/access-key.ts';
import { NOT_READ } from '../../src/domain/access-key.ts';
import type { ExemptionAnswer } from '../../src/domain/exemption.ts';
import type { AccessKeyId, AccountId, UserId } from '../../src/domain/ids.ts';
import {
  blankMemory,
  type KeyRecord,
  type Notice,
  type StandingHold,
  type UserMemory,
} from '../../src/domain/memory.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.ts';
import type { Saga } from '../../src/domain/saga.ts';
import { DAY, days, HOUR, type Instant, MINUTE } from '../../src/domain/time.ts';
import type { UserFacts } from '../../src/domain/user-facts.ts';
import type { UserContext } from '../../src/policy/context.ts';
import { observe } from '../../src/policy/observe.ts';

/** A user as a run may meet it: what IAM says, and what the ledger says, which need not go well together. */
export interface RandomUser {
  readonly keys: readonly AccessKey[];
  readonly lastUsed: ReadonlyMap<AccessKeyId, LastUsed>;
  readonly memory: UserMemory;
  readonly policy: Policy;
  readonly exemption: ExemptionAnswer;
}

/** All random users live at this moment, day 400. */
export const NOW: Instant = (400 * DAY) as Instant;

const account = '111122223333' as AccountId;
const user = 'AIDAEXAMPLEUSER000001' as UserId;
const ref = { accountId: account, userId: user, userName: 'alice' };
const IDS = ['A', 'B', 'C'].map((letter) => `AKIA${letter.repeat(16)}` as AccessKeyId);
const GONE = `AKIA${'Z'.repeat(16)}` as AccessKeyId;

/** Ages at which something happens are as likely as all others together; edges to the second included. */
const age: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 300 * 24 }).map((count) => count * HOUR),
  fc
    .tuple(
      fc.constantFrom(0, 1, 5, 6, 7, 10, 14, 20, 24, 64, 83, 90, 93, 100, 110),
      fc.integer({ min: -2, max: 2 }),
    )
    .map(([count, seconds]) => Math.max(0, count * DAY + seconds * 1_000)),
  fc.integer({ min: 0, max: 20 }).map((count) => count * MINUTE),
);
const past: fc.Arbitrary<Instant> = age.map((length) => (NOW - length) as Instant);
const near: fc.Arbitrary<Instant> = fc
  .tuple(age, fc.boolean())
  .map(([length, later]) => (NOW + (later ? length / 8 : -length)) as Instant);

const status: fc.Arbitrary<KeyStatus> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<KeyStatus>('active') },
  { weight: 3, arbitrary: fc.constant<KeyStatus>('inactive') },
  { weight: 1, arbitrary: fc.constant<KeyStatus>('unknown') },
);

const lastUsed: fc.Arbitrary<LastUsed> = fc.oneof(
  fc.record({
    kind: fc.constant('used' as const),
    at: past,
    service: fc.constantFrom('s3', 'sts'),
    region: fc.constant('eu-west-1'),
  }),
  fc.constant<LastUsed>({ kind: 'never-used' }),
  fc.constant<LastUsed>({ kind: 'unknown', why: 'Throttling' }),
);

const policy: fc.Arbitrary<Policy> = fc
  .record({
    unusedKeys: fc.constantFrom<Policy['unusedKeys'][]>('retire', 'replace', 'keep'),
    notice: fc.constantFrom<Policy['notice'][]>('required', 'not-required'),
    extend: fc.constantFrom(days(14), days(0)),
    afterwards: fc.constantFrom<Policy['inUse']['afterwards'][]>('hold', 'deactivate'),
    rotateAfter: fc.constantFrom(days(90), days(64)),
    recoveryGrace: fc.constantFrom(days(10), days(1), days(0)),
  })
  .map(({ extend, afterwards, ...rest }) => ({ ...DEFAULT_POLICY, ...rest, inUse: { extend, afterwards } }));

const exemption: fc.Arbitrary<ExemptionAnswer> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<ExemptionAnswer>({ exempt: false }) },
  { weight: 1, arbitrary: fc.constant<ExemptionAnswer>({ exempt: true, by: 'group Robots' }) },
  { weight: 1, arbitrary: fc.constant<ExemptionAnswer>({ exempt: 'unreadable', why: 'AccessDenied' }) },
);

/** Any random user; the ledger knows some of its keys, and may know of one that has gone. */
export const randomUser: fc.Arbitrary<RandomUser> = fc
  .record({
    keys: fc.array(fc.record({ status, createdAt: past, lastUsed }), { minLength: 1, maxLength: 3 }),
    policy,
    exemption,
  })
  .chain(({ keys: drawn, ...rest }) => {
    const keys = drawn.map((key, index): AccessKey => ({ id: IDS[index] as AccessKeyId, ...key }));
    const uses = new Map(drawn.map((key, index) => [IDS[index] as AccessKeyId, key.lastUsed]));
    return memoryOf(keys).map((memory) => ({ ...rest, keys: keys.map(bare), lastUsed: uses, memory }));
  });

/** The planner's input, with only the last uses of `read` known; without it, all that the user has. */
export function contextOf(given: RandomUser, read?: readonly AccessKeyId[]): UserContext {
  const lastUsed = new Map(
    given.keys.map((key) => {
      const use = given.lastUsed.get(key.id) ?? NOT_READ;
      return [key.id, read === undefined || read.includes(key.id) ? use : NOT_READ];
    }),
  );
  const facts: UserFacts = {
    account: {
      id: account,
      name: 'Example',
      email: 'owner@example.com',
      state: 'ACTIVE',
      organizationalUnits: [],
    },
    userId: user,
    userName: ref.userName,
    userArn: `arn:aws:iam::${account}:user/${ref.userName}`,
    tags: { known: true, value: new Map() },
    groups: { known: true, value: [] },
    keys: given.keys,
    lastUsed,
    readAt: NOW,
  };
  const { policy, exemption } = given;
  return { facts, memory: observe(facts, given.memory, NOW).memory, policy, exemption, now: NOW };
}

function bare({ id, status, createdAt }: AccessKey): AccessKey {
  return { id, status, createdAt };
}

function memoryOf(keys: readonly AccessKey[]): fc.Arbitrary<UserMemory> {
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
      saga: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: sagaOf(ids) }),
    })
    .map(({ records, pair, notices, holds, keep, saga }) => {
      const known = records.filter((record) => record !== undefined);
      return {
        ...blankMemory(account, user),
        keys: pair === undefined ? known : handedOver(known, { pair, keys }),
        notices,
        holds,
        ...(keep === undefined
          ? {}
          : { keep: { ...ref, keyId: keep, at: NOW, by: 'operator', why: 'test' } }),
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
    })
    .map((fields) => defined({ ...ref, reason: 'EXPIRED_ACTIVE_KEY' as const, ...fields }));
}

function holdOf(ids: readonly AccessKeyId[]): fc.Arbitrary<StandingHold> {
  return fc
    .record({
      keyId: fc.constantFrom(...ids),
      kind: fc.constantFrom<StandingHold['kind'][]>('undo', 'extend', 'reactivated-by-hand'),
      from: past,
      until: fc.option(near, { nil: undefined }),
    })
    .map((fields) => defined({ ...ref, by: 'operator', why: 'test', ...fields }));
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
