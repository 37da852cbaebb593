import fc from 'fast-check';
import type { AccessKey, KeyStatus, LastUsed } from '../../src/domain/access-key.ts';
import { NOT_READ } from '../../src/domain/access-key.ts';
import type { Objection } from '../../src/domain/decision.ts';
import type { ExemptionAnswer } from '../../src/domain/exemption.ts';
import type { AccessKeyId } from '../../src/domain/ids.ts';
import type { UserMemory } from '../../src/domain/memory.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { UserFacts } from '../../src/domain/user-facts.ts';
import type { UserContext } from '../../src/policy/context.ts';
import { observe } from '../../src/policy/observe.ts';
import { memoryOf, ref } from './random-memory.ts';
import { randomPolicy } from './random-policy.ts';
import { NOW, past } from './random-time.ts';

export { NOW };

/** A user as a run may meet it: what IAM says, and what the ledger says, which need not go well together. */
export interface RandomUser {
  readonly keys: readonly AccessKey[];
  readonly lastUsed: ReadonlyMap<AccessKeyId, LastUsed>;
  readonly memory: UserMemory;
  readonly policy: Policy;
  readonly exemption: ExemptionAnswer;
  readonly pauses: readonly Objection[];
}

const IDS = ['A', 'B', 'C', 'D', 'E'].map((letter) => `AKIA${letter.repeat(16)}` as AccessKeyId);

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

const exemption: fc.Arbitrary<ExemptionAnswer> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<ExemptionAnswer>({ exempt: false }) },
  { weight: 1, arbitrary: fc.constant<ExemptionAnswer>({ exempt: true, by: 'group Robots' }) },
  { weight: 1, arbitrary: fc.constant<ExemptionAnswer>({ exempt: 'unreadable', why: 'AccessDenied' }) },
);

const pauses: fc.Arbitrary<readonly Objection[]> = fc.oneof(
  { weight: 8, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constant([{ gate: 'freeze', state: 'waiting', detail: 'a freeze' } as const]) },
  { weight: 1, arbitrary: fc.constant([{ gate: 'canary', state: 'waiting', detail: 'a canary' } as const]) },
);

function drawnKeys(most: number) {
  return fc.array(fc.record({ status, createdAt: past, lastUsed }), { minLength: 1, maxLength: most });
}

/** Any random user; the ledger knows some of its keys, and may know of one that has gone. */
export const randomUser: fc.Arbitrary<RandomUser> = fc
  .record({
    keys: fc.oneof({ weight: 9, arbitrary: drawnKeys(3) }, { weight: 1, arbitrary: drawnKeys(5) }),
    policy: randomPolicy,
    exemption,
    pauses,
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
      id: ref.accountId,
      name: 'Example',
      email: 'owner@example.com',
      state: 'ACTIVE',
      organizationalUnits: [],
    },
    userId: ref.userId,
    userName: ref.userName,
    userArn: `arn:aws:iam::${ref.accountId}:user/${ref.userName}`,
    tags: { known: true, value: new Map() },
    groups: { known: true, value: [] },
    keys: given.keys,
    lastUsed,
    readAt: NOW,
  };
  const { policy, exemption, pauses: paused } = given;
  const { memory } = observe(facts, given.memory, NOW);
  return { facts, memory, policy, exemption, pauses: paused, now: NOW };
}

function bare({ id, status, createdAt }: AccessKey): AccessKey {
  return { id, status, createdAt };
}
