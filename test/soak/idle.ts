import { namesAccountTags } from '../../src/app/asked-of-organization.ts';
import { canaryState } from '../../src/app/run/canary.ts';
import type { LastUsed } from '../../src/domain/access-key.ts';
import type { AccessKeyId, AccountId, UserId } from '../../src/domain/ids.ts';
import type { KeyRecord, UserMemory } from '../../src/domain/memory.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { UserFacts } from '../../src/domain/user-facts.ts';
import { createBudget } from '../../src/engine/budget.ts';
import { contextOf } from '../../src/engine/context-of.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { observe } from '../../src/policy/observe.ts';
import { holdSignature, planUser } from '../../src/policy/plan-user.ts';
import { resolvePolicy } from '../../src/policy/resolve-policy.ts';
import type { UserRecord } from '../../src/sandbox/index.ts';
import { DAY_0 } from '../support/world.ts';
import type { Stage } from './stage.ts';

const LAG = 2 * 3_600_000;
const CHANGES: ReadonlySet<string> = new Set(['rotate', 'deactivate', 'delete', 'repair']);

/**
 * Whether a run would find nothing to do, to tell or to write down: then most schedules leave it out, for speed.
 *
 * This asks Keyturn's own planner. It only decides which days are worth a run; what is judged is judged without it,
 * and some idle days are run all the same.
 */
export async function isIdleDay(stage: Stage): Promise<boolean> {
  if (stage.touched || (await stage.ledger.pendingNotices()).length > 0) return false;
  const { sandbox, settings, ledger } = stage;
  const now = sandbox.clock.now() as Instant;
  const since = stage.knowledge.processes.at(-1)?.startedAt ?? 0;
  const engine = {
    settings,
    ledger,
    clock: { now: () => now, sleep: async () => undefined },
    budget: createBudget(settings.safety),
    canary: canaryState(settings.safety.canary, await ledger.runs(1000), now),
  } as unknown as Engine;
  const { broken } = stage.schedule;
  for (const account of stage.schedule.accounts) {
    if (broken?.accountId === account.id && broken.userName === undefined) continue;
    const memories = await ledger.loadAccount(account.id as AccountId);
    for (const user of sandbox.world.iam.users(account.id)) {
      if (broken?.accountId === account.id && broken.userName === user.name) continue;
      const memory = memories.get(user.userId as UserId);
      if (memory === undefined && user.keys.size === 0) continue;
      if (memory === undefined || !isIdleUser(engine, factsOf(stage, user, now), { memory, since }))
        return false;
    }
  }
  return true;
}

/**
 * Every fourth day what is held is tried again, though nothing has changed since. Both rules about idle days ask this one: two
 * that counted by themselves never fell on one day, and what was held by a freeze was not tried again after it.
 */
export function isRetryDay(at: number): boolean {
  return Math.floor((at - DAY_0) / 86_400_000) % 4 === 0;
}

/** Nothing new is seen, nothing is due, and what is held was held before and has not aged past its limit since. */
function isIdleUser(
  engine: Engine,
  facts: UserFacts,
  known: { readonly memory: UserMemory; readonly since: number },
): boolean {
  const now = engine.clock.now();
  const { changedKeys, newHolds, memory } = observe(facts, known.memory, now);
  // Which services use a key, and that a new key was taken up, is told by the next run that has anything else to do.
  const changed = changedKeys.some((record) => {
    const told = known.memory.keys.find(({ keyId }) => keyId === record.keyId);
    return told === undefined || essence(told) !== essence(record);
  });
  if (changed || newHolds.length > 0 || memory.openSaga !== undefined) return false;
  const escalateAfter = resolvePolicy(engine.settings, facts).policy.holdEscalateAfter;
  const decisions = planUser(contextOf(engine, facts, memory));
  // What only execution finds held is tried in every run: some days are enough.
  const retried = (keyId: string): boolean =>
    !isRetryDay(now) && memory.held.some((held) => held.keyId === keyId);
  const holds = decisions.filter(
    ({ action, keyId }) => action === 'hold' || (CHANGES.has(action) && retried(keyId)),
  );
  if (holds.length !== memory.held.length) return false;
  return decisions.every((decision) => {
    if (CHANGES.has(decision.action)) return retried(decision.keyId);
    if (decision.action !== 'hold') return decision.action === 'none';
    const signature = holdSignature(decision);
    const before = memory.held.find((held) => held.keyId === decision.keyId && held.signature === signature);
    if (before === undefined || decision.warning !== undefined) return false;
    const ages = before.since + escalateAfter;
    return now < ages || known.since >= ages;
  });
}

function essence(record: KeyRecord): string {
  const { services: _services, adoptedAt: _adopted, ...rest } = record;
  return JSON.stringify(rest);
}

function factsOf(stage: Stage, user: UserRecord, now: Instant): UserFacts {
  const plan = stage.schedule.accounts.find(({ id }) => id === user.accountId);
  const lastUsed = new Map<AccessKeyId, LastUsed>();
  for (const key of user.keys.values()) {
    const used = key.uses.findLast((one) => one.at <= now - LAG);
    const { service = '', region = '' } = used ?? {};
    lastUsed.set(
      key.id as AccessKeyId,
      used === undefined ? { kind: 'never-used' } : { kind: 'used', at: used.at as Instant, service, region },
    );
  }
  return {
    account: {
      id: user.accountId as AccountId,
      name: `account-${user.accountId.slice(-3)}`,
      email: '',
      state: 'ACTIVE',
      organizationalUnits: [],
      ...(namesAccountTags(stage.settings)
        ? { tags: { known: true, value: new Map(Object.entries(plan?.tags ?? {})) } }
        : {}),
    },
    userId: user.userId as UserId,
    userName: user.name,
    userArn: user.arn,
    tags: { known: true, value: user.tags },
    groups: { known: true, value: [...user.groups] },
    keys: [...user.keys.values()].map((key) => ({
      id: key.id as AccessKeyId,
      status: key.status === 'Active' ? 'active' : key.status === 'Inactive' ? 'inactive' : 'unknown',
      createdAt: (Math.floor(key.createdAt / 1000) * 1000) as Instant,
    })),
    lastUsed,
    readAt: now,
  };
}
