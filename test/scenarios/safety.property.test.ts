import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, isChange } from '../../src/domain/decision.ts';
import { recordOf } from '../../src/domain/memory.ts';
import { nextActOf } from '../../src/domain/next-act.ts';
import { DAY } from '../../src/domain/time.ts';
import { lastUsedOf } from '../../src/domain/user-facts.ts';
import type { UserContext } from '../../src/policy/context.ts';
import { planUser } from '../../src/policy/plan-user.ts';
import { useOf } from '../../src/policy/use.ts';
import { contextOf, randomUser } from './random-user.ts';

/** Fixed, so that a failure can be repeated; fast-check prints it together with the path to the counterexample. */
const SEED = 20_260_102;
const RUNS = 5_000;

/** One statement about a decision of a random user; it holds for every decision of every user. */
type Rule = (decision: Decision, context: UserContext) => void;

function always(rule: Rule): void {
  fc.assert(
    fc.property(randomUser, (user) => {
      const context = contextOf(user);
      for (const decision of planUser(context)) rule(decision, context);
    }),
    { seed: SEED, numRuns: RUNS },
  );
}

describe('whatever the user and the ledger look like', () => {
  it('no key whose last use is unknown is deactivated or deleted', () => {
    always((decision, { facts, memory }) => {
      if (lastUsedOf(facts, decision.keyId).kind !== 'unknown') return;
      // Only a key that was never out of our hands may go unread: nobody can be using it.
      const nobodys = recordOf(memory, decision.keyId)?.exposed === false;
      if (!nobodys) expect(isDeactivation(decision)).toBe(false);
      expect(isDeletion(decision)).toBe(false);
    });
  });

  it('no active key is deleted, and no key of unknown status is touched', () => {
    always((decision, { facts }) => {
      const status = facts.keys.find((key) => key.id === decision.keyId)?.status;
      if (isDeletion(decision)) expect(status).toBe('inactive');
      if (decision.action === 'deactivate') expect(status).toBe('active');
      if (status === 'unknown' && isChange(decision))
        expect(decision.repair).toMatch(/^(close-saga|finish-promotion)$/);
    });
  });

  it('no key that anybody could have held is deleted less than 24 hours after it was first seen inactive', () => {
    always((decision, { memory, now }) => {
      if (!isDeletion(decision)) return;
      const record = recordOf(memory, decision.keyId);
      if (decision.action === 'repair' && record?.exposed === false) return;
      expect(now - (record?.inactiveSince ?? now)).toBeGreaterThanOrEqual(DAY);
    });
  });

  it('no key used within the quiet period is deactivated, unless the decision records what policy relaxed', () => {
    always((decision, context) => {
      if (decision.action !== 'deactivate') return;
      const use = useOf(context, decision.keyId);
      const { quietPeriod, reportingLag } = context.policy;
      const lastUse = use.known ? use.lastUse : context.now;
      const quiet = lastUse === undefined || context.now - lastUse >= quietPeriod + reportingLag;
      const relaxed = decision.evidence.some((fact) => fact.kind === 'relaxed' && fact.clause === 'quiet');
      expect(quiet || relaxed).toBe(true);
      if (relaxed) expect(context.policy.inUse.afterwards).toBe('deactivate');
    });
  });

  it('nothing is changed of users who are exempt, or of whom that cannot be told, except in the ledger', () => {
    always((decision, { exemption }) => {
      if (exemption.exempt !== false && isChange(decision)) expect(decision.repair).toBe('close-saga');
      if (exemption.exempt !== false) expect(decision.action).not.toBe('warn');
    });
  });

  it('at most one key is made for a user, and none for a user who has two', () => {
    fc.assert(
      fc.property(randomUser, (user) => {
        const made = planUser(contextOf(user)).filter((decision) => decision.action === 'rotate');
        expect(made.length).toBeLessThanOrEqual(user.keys.length >= 2 ? 0 : 1);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('every hold says what objects, as does a date on which it will; nothing else does', () => {
    always((decision, { now }) => {
      if (decision.action === 'hold') expect(decision.objections?.length ?? 0).toBeGreaterThan(0);
      else if ((decision.objections ?? []).length > 0)
        expect(nextActOf(decision, now).kind).toBe('held-then');
    });
  });

  it('every key gets exactly one decision, and while a saga is open nothing but its repair is planned', () => {
    fc.assert(
      fc.property(randomUser, (user) => {
        const decisions = planUser(contextOf(user));
        const keys = user.keys.map((key) => key.id);
        expect(decisions.map((decision) => decision.keyId).sort()).toEqual(keys.sort());
        const changes = decisions.filter(isChange);
        if (user.memory.openSaga !== undefined) {
          expect(changes.every((change) => change.action === 'repair')).toBe(true);
          expect(changes.length).toBeLessThanOrEqual(1);
        }
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('no key is deactivated whose owner was not told, unless policy does not require it', () => {
    always((decision, { memory, policy, now }) => {
      if (decision.action !== 'deactivate' || policy.notice === 'not-required') return;
      const from = recordOf(memory, decision.keyId)?.noticesFrom ?? 0;
      const told = memory.notices.some(
        (notice) =>
          notice.keyId === decision.keyId &&
          notice.queuedAt >= from &&
          notice.pending === 'deactivate' &&
          notice.countsAsNotice === true &&
          notice.acceptedAt !== undefined &&
          now - notice.acceptedAt >= policy.minNotice,
      );
      expect(told).toBe(true);
    });
  });

  it('nothing is taken from a key on which a person has put a hold', () => {
    always((decision, { memory, now }) => {
      if (!isDeletion(decision) && !isDeactivation(decision)) return;
      const standing = memory.holds.filter(
        (hold) => hold.keyId === decision.keyId && now < (hold.until ?? Infinity),
      );
      expect(standing).toEqual([]);
      expect(memory.keep?.keyId).not.toBe(decision.keyId);
    });
  });

  it('the random users are various enough to lead to every action and most reasons', () => {
    const seen = new Set<string>();
    for (const user of fc.sample(randomUser, { seed: SEED, numRuns: RUNS })) {
      for (const decision of planUser(contextOf(user))) {
        seen
          .add(decision.action)
          .add(decision.repair ?? '')
          .add(decision.reason);
      }
    }
    const wanted = [
      ...['rotate', 'deactivate', 'delete', 'warn', 'hold', 'repair', 'none'],
      ...['close-saga', 'finish-promotion', 'discard-deactivate', 'discard-delete'],
      ...['UNUSED_EXPIRED_KEY', 'EXPIRED_ACTIVE_KEY', 'EXPIRED_ACTIVE_KEY_CONFLICT_LRU'],
      ...['EXPIRED_INACTIVE_KEY_CONFLICT', 'INSTALL_GRACE_PERIOD_END', 'RECOVER_GRACE_PERIOD_END'],
      ...['TWO_ACTIVE_KEYS_CONFLICT', 'MORE_THAN_TWO_KEYS', 'STRAY_KEY', 'DISCARDED_KEY', 'EXEMPT'],
    ];
    expect(wanted.filter((each) => !seen.has(each))).toEqual([]);
  });
});

/** Whether the key is deleted if the plan is executed; a hold names the repair that it stops, and does not count. */
function isDeletion(decision: Decision): boolean {
  return (
    decision.action === 'delete' || (decision.action === 'repair' && decision.repair === 'discard-delete')
  );
}

function isDeactivation(decision: Decision): boolean {
  return (
    decision.action === 'deactivate' ||
    (decision.action === 'repair' && decision.repair === 'discard-deactivate')
  );
}
