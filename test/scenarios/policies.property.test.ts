import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, isChange } from '../../src/domain/decision.ts';
import { recordOf } from '../../src/domain/memory.ts';
import { DAY } from '../../src/domain/time.ts';
import { lastUsedOf } from '../../src/domain/user-facts.ts';
import type { UserContext } from '../../src/policy/context.ts';
import { planUser } from '../../src/policy/plan-user.ts';
import { contextOf, randomUser } from './random-user.ts';

/** Fixed, so that a failure can be repeated; fast-check prints it together with the path to the counterexample. */
const SEED = 20_260_103;
const RUNS = 5_000;

/** One statement about the plan of a random user under a random policy. */
function always(rule: (decisions: readonly Decision[], context: UserContext) => void): void {
  fc.assert(
    fc.property(randomUser, (user) => {
      const context = contextOf(user);
      rule(planUser(context), context);
    }),
    { seed: SEED, numRuns: RUNS },
  );
}

describe('whatever policy says', () => {
  it('every deactivation names the clause that allows it, and the clause is met', () => {
    always((decisions, context) => {
      for (const decision of decisions.filter(({ action }) => action === 'deactivate'))
        expect(clauseIsMet(decision, context)).toBe(true);
    });
  });

  it('only deactivations carry a clause', () => {
    always((decisions) => {
      for (const decision of decisions)
        if (decision.action !== 'deactivate' && decision.action !== 'hold')
          expect(decision.clause).toBeUndefined();
    });
  });

  it('no plan takes the last active key from a user, except keys that nobody uses and policy retires', () => {
    always((decisions, context) => {
      const active = context.facts.keys.filter((key) => key.status === 'active').map((key) => key.id);
      const taken = decisions.filter(
        ({ action, repair }) =>
          action === 'deactivate' || (action === 'repair' && repair === 'discard-deactivate'),
      );
      const left = active.filter((id) => !taken.some((decision) => decision.keyId === id));
      if (active.length === 0 || left.length > 0 || hasImpossiblePair(context)) return;
      for (const decision of taken)
        if (decision.repair === undefined) expect(decision.clause).toBe('unused-and-retired');
    });
  });

  it('unused means unused: a retired key was not used for as long as policy says', () => {
    always((decisions, { facts, policy, now, memory }) => {
      for (const decision of decisions) {
        if (decision.clause !== 'unused-and-retired' || decision.action !== 'deactivate') continue;
        const use = lastUsedOf(facts, decision.keyId);
        expect(policy.unusedKeys).toBe('retire');
        const proof = recordOf(memory, decision.keyId)?.proofFrom !== undefined;
        if (use.kind === 'used' && !proof) expect(now - use.at).toBeGreaterThanOrEqual(policy.unusedFor);
        else expect(use.kind).not.toBe('unknown');
      }
    });
  });

  it('a freeze lets nothing begin, and what was begun is finished', () => {
    always((decisions, { pauses = [] }) => {
      if (!pauses.some((pause) => pause.gate === 'freeze')) return;
      for (const decision of decisions) if (isChange(decision)) expect(decision.action).toBe('repair');
    });
  });

  it('a canary that is not through lets nothing begin elsewhere but what a person ordered', () => {
    always((decisions, { pauses = [] }) => {
      if (!pauses.some((pause) => pause.gate === 'canary')) return;
      for (const decision of decisions)
        if (isChange(decision) && decision.action !== 'repair')
          expect([decision.action, decision.reason]).toEqual(['rotate', 'FORCED_ROTATION']);
    });
  });

  it('only keys that a person named are forced', () => {
    always((decisions, { memory }) => {
      for (const { reason, keyId } of decisions)
        if (reason === 'FORCED_ROTATION') expect(memory.force?.keyIds).toContain(keyId);
    });
  });

  it('no key younger than its limit is replaced, unless a person ordered it', () => {
    always((decisions, { facts, policy, now }) => {
      for (const decision of decisions.filter(({ action }) => action === 'rotate')) {
        const key = facts.keys.find((candidate) => candidate.id === decision.keyId);
        expect(key?.status).toBe('active');
        if (decision.reason !== 'FORCED_ROTATION')
          expect(now - (key?.createdAt ?? now)).toBeGreaterThanOrEqual(policy.rotateAfter);
      }
    });
  });

  it('keys found inactive are cleaned up only where policy says so, and only at their age', () => {
    always((decisions, { facts, policy, now }) => {
      for (const decision of decisions) {
        if (decision.reason !== 'INACTIVE_KEY_CLEANUP') continue;
        const key = facts.keys.find((candidate) => candidate.id === decision.keyId);
        expect(policy.inactiveCleanup).not.toBe('off');
        if (decision.action !== 'delete' || policy.inactiveCleanup === 'off') continue;
        expect(now - (key?.createdAt ?? now)).toBeGreaterThanOrEqual(policy.inactiveCleanup);
      }
    });
  });

  it('nothing is deleted before its whole soak', () => {
    always((decisions, { policy, memory, now }) => {
      for (const decision of decisions.filter(({ action }) => action === 'delete')) {
        const since = recordOf(memory, decision.keyId)?.inactiveSince ?? now;
        expect(now - since).toBeGreaterThanOrEqual(Math.max(DAY, policy.recoveryGrace));
      }
    });
  });

  it('planning twice gives the same plan, changes nothing it was given, and the order of keys decides nothing', () => {
    fc.assert(
      fc.property(randomUser, fc.boolean(), (user, turned) => {
        const context = contextOf(user);
        const before = JSON.stringify(context.memory) + JSON.stringify(context.facts.keys);
        const first = byKey(planUser(context));
        expect(byKey(planUser(context))).toEqual(first);
        expect(JSON.stringify(context.memory) + JSON.stringify(context.facts.keys)).toBe(before);
        const keys = turned ? user.keys.toReversed() : [...user.keys.slice(1), ...user.keys.slice(0, 1)];
        const memory = { ...user.memory, keys: user.memory.keys.toReversed() };
        expect(byKey(planUser(contextOf({ ...user, keys, memory })))).toEqual(first);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('the random users are various enough to lead to what only some policies and orders give', () => {
    const seen = new Set<string>();
    for (const user of fc.sample(randomUser, { seed: SEED, numRuns: RUNS }))
      for (const { action, reason, clause } of planUser(contextOf(user)))
        seen.add(`${action} ${reason}`).add(`${action} ${clause ?? ''}`);
    const wanted = [
      ...['rotate FORCED_ROTATION', 'delete FORCED_INACTIVE_KEY_CONFLICT', 'hold FORCED_ROTATION'],
      ...['deactivate FORCED_ROTATION_CONFLICT_LRU', 'deactivate EXPIRED_ACTIVE_KEY_CONFLICT_LRU'],
      ...['delete INACTIVE_KEY_CLEANUP', 'hold INACTIVE_KEY_CLEANUP', 'none UNUSED_KEY_KEPT'],
      ...['rotate UNUSED_EXPIRED_KEY', 'deactivate UNUSED_EXPIRED_KEY', 'hold MORE_THAN_TWO_KEYS'],
      ...['deactivate replacement-proven', 'deactivate named-of-two', 'deactivate unused-and-retired'],
    ];
    expect(wanted.filter((each) => !seen.has(each))).toEqual([]);
  });
});

function byKey(decisions: readonly Decision[]): readonly Decision[] {
  return [...decisions].sort((a, b) => (a.keyId < b.keyId ? -1 : 1));
}

/** The ledger says that a key was replaced by an older one, which no rotation can have done. */
function hasImpossiblePair({ facts, memory }: UserContext): boolean {
  const createdAt = (id: string | undefined) => facts.keys.find((key) => key.id === id)?.createdAt;
  return memory.keys.some((record) => {
    const replacement = createdAt(record.replacedBy);
    return replacement !== undefined && replacement < (createdAt(record.keyId) ?? replacement);
  });
}

/** Guarantee G2: what has to be true for a deactivation under each clause. */
function clauseIsMet({ clause, keyId }: Decision, { facts, memory, policy }: UserContext): boolean {
  const active = facts.keys.filter((key) => key.status === 'active');
  if (clause === 'replacement-proven') {
    const fresh = recordOf(memory, keyId)?.replacedBy;
    const record = fresh === undefined ? undefined : recordOf(memory, fresh);
    const handedOver = record?.provenAt !== undefined && record.promotedAt !== undefined;
    return handedOver && active.some((key) => key.id === fresh);
  }
  if (clause === 'unused-and-retired') return policy.unusedKeys === 'retire';
  return clause === 'named-of-two' && active.length === 2;
}
