import type { AccessKey, LastUsed } from '../domain/access-key.ts';
import type { Decision } from '../domain/decision.ts';
import type { ForecastEvent } from '../domain/forecast.ts';
import type { AccessKeyId } from '../domain/ids.ts';
import type { KeyRecord, UserMemory } from '../domain/memory.ts';
import { DAY, HOUR, type Instant, plus } from '../domain/time.ts';
import { lastUsedOf, type UserFacts } from '../domain/user-facts.ts';
import type { UserContext } from './context.ts';
import { assumeDone, assumeTold } from './forecast-effects.ts';
import { nextChange } from './next-change.ts';
import { observe } from './observe.ts';
import { holdSignature, planUser } from './plan-user.ts';

/** What a forecast takes for granted; shown with it. */
export const FORECAST_ASSUMPTIONS: readonly string[] = [
  'A run takes place every day at this time, and everything it begins succeeds.',
  'A key that was used in the last week is used every day, until the day after its replacement is there; from then on the replacement is used.',
  'Nobody makes, switches or deletes keys by hand, and policy, tags and exemptions stay as they are.',
  'The limits of changes per run are not counted.',
];

/** A key used this recently counts as being in use. */
const IN_USE_WITHIN = 7 * DAY;

/** A plan is looked at this often on one day: what frees a slot makes room for the next. */
const MOST_ROUNDS = 4;

/** The planner's input on a day to come. */
export type ContextAt = (facts: UserFacts, memory: UserMemory, now: Instant) => UserContext;

/**
 * What runs on the coming days would do about one user: the same planner, day by day, on a world that follows it.
 *
 * Pure. Of a hold only its beginning is told, and a warning of the day it is sent.
 */
export function forecastUser(
  start: {
    readonly facts: UserFacts;
    readonly memory: UserMemory;
    readonly now: Instant;
    /** Whether notices are accepted by a channel that counts. */
    readonly told: boolean;
  },
  days: number,
  contextAt: ContextAt,
): readonly ForecastEvent[] {
  const events: ForecastEvent[] = [];
  const inUse = keysInUse(start.facts, start.now);
  let { facts, memory } = start;
  let held = new Set<string>();
  for (let day = 0; day <= days; day += 1) {
    const now = plus(start.now, day * DAY);
    facts = used({ ...facts, readAt: now }, { memory, inUse, now });
    const heldToday = new Set<string>();
    for (let round = 1; round <= MOST_ROUNDS; round += 1) {
      memory = observe(facts, memory, now).memory;
      const decisions = planUser(contextAt(facts, memory, now));
      for (const decision of decisions.filter(isTold)) {
        if (decision.action === 'hold') {
          const hold = `${decision.keyId} ${holdSignature(decision)}`;
          if (!held.has(hold) && !heldToday.has(hold)) events.push(eventOf(decision, facts, now));
          heldToday.add(hold);
        } else if (decision.action === 'warn') events.push(eventOf(decision, facts, now));
      }
      memory = assumeTold(memory, decisions, { now, told: start.told });
      const next = nextChange(decisions);
      if (next === undefined) break;
      events.push(eventOf(next, facts, now));
      ({ facts, memory } = assumeDone({ facts, memory, now }, next));
    }
    held = heldToday;
  }
  return events;
}

function isTold(decision: Decision): boolean {
  return decision.action === 'hold' || decision.action === 'warn';
}

function keysInUse(facts: UserFacts, now: Instant): ReadonlySet<AccessKeyId> {
  const recent = facts.keys.filter((key) => {
    const use = lastUsedOf(facts, key.id);
    return key.status === 'active' && use.kind === 'used' && use.at > now - IN_USE_WITHIN;
  });
  return new Set(recent.map((key) => key.id));
}

/** The world of a day: keys in use were used an hour ago, unless a replacement has been there since yesterday. */
function used(
  facts: UserFacts,
  assumed: {
    readonly memory: UserMemory;
    readonly inUse: ReadonlySet<AccessKeyId>;
    readonly now: Instant;
  },
): UserFacts {
  const { memory, inUse, now } = assumed;
  const lastUsed = new Map<AccessKeyId, LastUsed>(facts.lastUsed);
  for (const key of facts.keys) {
    if (key.status !== 'active' || !isInUse(key, memory, inUse)) continue;
    const replacement = memory.keys.find((record) => record.replaces === key.id && isThere(record));
    if (replacement?.promotedAt !== undefined && now >= replacement.promotedAt + DAY) continue;
    if (key.createdAt >= now - HOUR) continue;
    const before = lastUsedOf(facts, key.id);
    const where = before.kind === 'used' ? before : { service: 'unknown', region: 'unknown' };
    lastUsed.set(key.id, {
      kind: 'used',
      at: plus(now, -HOUR),
      service: where.service,
      region: where.region,
    });
  }
  return { ...facts, lastUsed };
}

/** Used at the beginning, or made for a key that was. */
function isInUse(key: AccessKey, memory: UserMemory, inUse: ReadonlySet<AccessKeyId>): boolean {
  for (let id: AccessKeyId | undefined = key.id; id !== undefined; ) {
    if (inUse.has(id)) return true;
    const current: AccessKeyId = id;
    id = memory.keys.find((record) => record.keyId === current)?.replaces;
  }
  return false;
}

function isThere(record: KeyRecord): boolean {
  return record.promotedAt !== undefined && record.goneAt === undefined && record.discard === undefined;
}

function eventOf(decision: Decision, facts: UserFacts, at: Instant): ForecastEvent {
  const { accountId, userId, userName, keyId, action, reason, held, objections } = decision;
  const gates = [...new Set((objections ?? []).map((objection) => objection.gate))];
  return {
    at,
    accountId,
    accountName: facts.account.name,
    userId,
    userName,
    keyId,
    action: action === 'none' ? 'hold' : action,
    reason,
    ...(held === undefined ? {} : { held }),
    ...(gates.length === 0 ? {} : { gates }),
    ...(decision.unheard === true && action === 'warn' ? { unheard: true } : {}),
  };
}
