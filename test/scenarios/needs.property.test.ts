import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../src/domain/decision.ts';
import { keysWhoseUseMatters } from '../../src/policy/needs.ts';
import { planUser } from '../../src/policy/plan-user.ts';
import { contextOf, NOW, randomUser } from './random-user.ts';

/** Fixed, so that a failure can be repeated; fast-check prints it together with the path to the counterexample. */
const SEED = 20_260_101;

describe('keysWhoseUseMatters', () => {
  it('names every key whose last use a decision depends on: reading more changes nothing', () => {
    fc.assert(
      fc.property(randomUser, (user) => {
        const read = keysWhoseUseMatters(user.keys, user.memory, { policy: user.policy, now: NOW });
        const withAll = planUser(contextOf(user)).map(essence);
        const withNeeded = planUser(contextOf(user, read)).map(essence);
        expect(withNeeded).toEqual(withAll);
      }),
      { seed: SEED, numRuns: 20_000 },
    );
  });

  it('asks about nobody who has only young keys and no history', () => {
    const young = randomUser.map((user) => ({
      ...user,
      policy: { ...user.policy, inactiveCleanup: 'off' as const },
      keys: user.keys.map((key) => ({ ...key, createdAt: NOW })),
      memory: {
        accountId: user.memory.accountId,
        userId: user.memory.userId,
        keys: [],
        notices: [],
        holds: [],
        held: [],
      },
    }));
    fc.assert(
      fc.property(young, ({ keys, memory, policy }) => {
        expect(keysWhoseUseMatters(keys, memory, { policy, now: NOW })).toEqual([]);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});

function essence({ keyId, action, reason, held, repair, clause, objections }: Decision) {
  return { keyId, action, reason, held, repair, clause, gates: (objections ?? []).map((each) => each.gate) };
}
