import type { AccessKey, LastUsed } from '../../src/domain/access-key.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { ExemptionRule } from '../../src/domain/exemption.ts';
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
import { DAY, HOUR, type Instant, MINUTE, parseDuration, SECOND } from '../../src/domain/time.ts';
import type { Readable, UserFacts } from '../../src/domain/user-facts.ts';
import type { UserContext } from '../../src/policy/context.ts';
import { exemptionOf } from '../../src/policy/exemption.ts';
import { observe } from '../../src/policy/observe.ts';
import { planUser } from '../../src/policy/plan-user.ts';

/** Days since day 0, fractions allowed; or as text with an offset, for the edges of a limit: `90 - 1s`, `100 + 5m`. */
export type Day = number | string;

/**
 * A planner scenario as data. All times are days since day 0; keys are named by short labels.
 *
 * `ledger.keys` holds partial records; a key without one has been seen by no run before. A notice is a warning of a
 * deactivation by a channel that counts, queued when it was accepted, unless it says otherwise.
 */
export interface Scenario {
  readonly name: string;
  /** The item of the lessons that it stands for, if any: `2.1`, `1.4`, … */
  readonly lesson?: string;
  readonly today: Day;
  /** Overrides of the default policy; durations as text. */
  readonly policy?: Readonly<Record<string, unknown>>;
  readonly exemptions?: readonly ExemptionRule[];
  readonly user?: {
    readonly name?: string;
    readonly tags?: Readonly<Record<string, string>> | 'unreadable';
    readonly groups?: readonly string[] | 'unreadable';
    readonly accountId?: string;
    readonly organizationalUnits?: readonly string[];
  };
  readonly keys: readonly {
    readonly key: string;
    readonly created: Day;
    readonly status?: 'active' | 'inactive' | 'unknown';
    /** A day, with an optional service; never; or unknown (the read failed). */
    readonly used: Day | 'never' | 'unknown' | { readonly day: Day; readonly service: string };
  }[];
  readonly ledger?: {
    readonly keys?: readonly Readonly<Record<string, unknown>>[];
    readonly notices?: readonly Readonly<Record<string, unknown>>[];
    readonly holds?: readonly Readonly<Record<string, unknown>>[];
    readonly keep?: { readonly key: string; readonly at: Day };
    readonly saga?: Readonly<Record<string, unknown>>;
  };
  readonly expect: readonly {
    readonly key: string;
    readonly action: Decision['action'];
    readonly reason: Decision['reason'];
    /** Gates that object, in order, for holds. */
    readonly gates?: readonly string[];
    readonly held?: string;
    readonly clause?: string;
    readonly repair?: string;
    /** Day on which it is or becomes due. */
    readonly due?: number;
    readonly warning?: { readonly pending: string; readonly step: string; readonly kind?: string };
    /** Options of the policy that relaxed a gate, as the evidence records them. */
    readonly relaxed?: readonly string[];
  }[];
}

/** Plans a scenario and gives the decisions in the shape of its expectation, with only the fields it names. */
export function planScenario(scenario: Scenario): {
  readonly actual: readonly unknown[];
  readonly wanted: readonly unknown[];
} {
  const decisions = planUser(contextOf(scenario));
  const named = scenario.expect.map((wanted) => {
    const decision = decisions.find((candidate) => candidate.keyId === keyId(wanted.key));
    return decision === undefined ? { key: wanted.key, action: 'no decision' } : describe(decision, wanted);
  });
  const others = decisions.filter(
    (decision) => !scenario.expect.some((wanted) => keyId(wanted.key) === decision.keyId),
  );
  return { actual: [...named, ...others], wanted: scenario.expect };
}

/** The planner's input for a scenario, with the memory observed. */
export function contextOf(scenario: Scenario): UserContext {
  const now = at(scenario.today);
  const facts = factsOf(scenario);
  const policy = policyOf(scenario.policy ?? {});
  const memory = observe(facts, memoryOf(scenario), now).memory;
  return { facts, memory, policy, exemption: exemptionOf(facts, scenario.exemptions ?? [], now), now };
}

function describe(decision: Decision, wanted: Scenario['expect'][number]) {
  const { action, reason, objections, held, clause, repair, due, warning, evidence } = decision;
  const all = {
    key: wanted.key,
    action,
    reason,
    gates: (objections ?? []).map((objection) => objection.gate),
    held,
    clause,
    repair,
    due: due === undefined ? undefined : Math.round((due / DAY) * 1000) / 1000,
    warning:
      warning === undefined
        ? undefined
        : {
            pending: warning.pending,
            step: `${warning.step / DAY}d`,
            ...(wanted.warning?.kind === undefined ? {} : { kind: warning.kind }),
          },
    relaxed: evidence.flatMap((fact) => (fact.kind === 'relaxed' ? [fact.option] : [])),
  };
  return Object.fromEntries(Object.entries(all).filter(([field]) => field in wanted));
}

function factsOf(scenario: Scenario): UserFacts {
  const user = scenario.user ?? {};
  const userName = user.name ?? 'alice';
  const accountId = (user.accountId ?? '111122223333') as AccountId;
  const tags = user.tags ?? {};
  const lastUsed = new Map<AccessKeyId, LastUsed>(
    scenario.keys.map((key) => [keyId(key.key), lastUsedOf(key.used)]),
  );
  return {
    account: {
      id: accountId,
      name: 'Example',
      email: 'owner@example.com',
      state: 'ACTIVE',
      organizationalUnits: user.organizationalUnits ?? [],
    },
    userId: 'AIDAEXAMPLEUSER000001' as UserId,
    userName,
    userArn: `arn:aws:iam::${accountId}:user/${userName}`,
    tags: readable(tags === 'unreadable' ? tags : new Map(Object.entries(tags))),
    groups: readable(user.groups ?? []),
    keys: scenario.keys.map(
      (key): AccessKey => ({
        id: keyId(key.key),
        status: key.status ?? 'active',
        createdAt: at(key.created),
      }),
    ),
    lastUsed,
    readAt: at(scenario.today),
  };
}

function memoryOf(scenario: Scenario): UserMemory {
  const base = {
    accountId: (scenario.user?.accountId ?? '111122223333') as AccountId,
    userId: 'AIDAEXAMPLEUSER000001' as UserId,
  };
  const userName = scenario.user?.name ?? 'alice';
  const { keys = [], notices = [], holds = [], keep, saga } = scenario.ledger ?? {};
  const created = (label: unknown): Day => scenario.keys.find((key) => key.key === label)?.created ?? 0;
  return {
    ...blankMemory(base.accountId, base.userId),
    keys: keys.map((record) => {
      const known = {
        ...base,
        userName,
        createdAt: at(created(record.key)),
        firstSeen: at(created(record.key)),
        madeByUs: false,
        exposed: true,
      };
      return { ...known, ...translate(record) } as unknown as KeyRecord;
    }),
    notices: notices.map(
      (given, index) =>
        ({
          ...base,
          userName,
          id: `notice-${index}`,
          ...translate({
            kind: 'warning',
            pending: 'deactivate',
            countsAsNotice: true,
            queuedAt: given.acceptedAt,
            ...given,
          }),
        }) as unknown as Notice,
    ),
    holds: holds.map(
      (given) => ({ ...base, by: 'operator', why: 'test', ...translate(given) }) as unknown as StandingHold,
    ),
    ...(keep === undefined
      ? {}
      : { keep: { ...base, keyId: keyId(keep.key), at: at(keep.at), by: 'operator', why: 'test' } }),
    ...(saga === undefined
      ? {}
      : {
          openSaga: {
            ...base,
            userName,
            sagaId: 'saga1',
            runId: 'run1',
            ...translate(saga),
          } as unknown as Saga,
        }),
  };
}

const TIMES = /(At|Since|From|Until|Seen|For|from|until)$/;
const KEYS = /^(key|replaces|replacedBy|newKeyId|oldKeyId)$/;

/** Labels become key ids and days become instants. */
function translate(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([field, value]) => {
      if (KEYS.test(field)) return [field === 'key' ? 'keyId' : field, keyId(String(value))];
      if (field === 'keysBefore' && Array.isArray(value))
        return [field, value.map((label) => keyId(String(label)))];
      if (TIMES.test(field) && (typeof value === 'number' || typeof value === 'string'))
        return [field, at(value)];
      if (field === 'step' && typeof value === 'string') return [field, parseDuration(value)];
      return [field, value];
    }),
  );
}

function policyOf(overrides: Readonly<Record<string, unknown>>): Policy {
  const read = (value: unknown): unknown => {
    if (typeof value === 'string') return parseDuration(value) ?? value;
    if (Array.isArray(value)) return value.map(read);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, read(inner)]));
    return value;
  };
  return { ...DEFAULT_POLICY, ...(read(overrides) as Partial<Policy>) };
}

function lastUsedOf(used: Scenario['keys'][number]['used']): LastUsed {
  if (used === 'never') return { kind: 'never-used' };
  if (used === 'unknown') return { kind: 'unknown', why: 'GetAccessKeyLastUsed failed: Throttling' };
  const { day, service } = typeof used === 'object' ? used : { day: used, service: 's3' };
  return { kind: 'used', at: at(day), service, region: 'eu-west-1' };
}

function readable<T>(value: T | 'unreadable'): Readable<T> {
  return value === 'unreadable' ? { known: false, why: 'AccessDenied' } : { known: true, value: value as T };
}

function keyId(label: string): AccessKeyId {
  return `AKIA${label.toUpperCase().padEnd(16, 'X')}` as AccessKeyId;
}

const UNITS: Readonly<Record<string, number>> = { d: DAY, h: HOUR, m: MINUTE, s: SECOND };

/** Day 0 is the epoch: a scenario's days are small numbers that read well in a diff. */
function at(day: Day): Instant {
  if (typeof day === 'number') return Math.round(day * DAY) as Instant;
  const [, start, sign, count, unit] = /^([\d.]+) ([+-]) (\d+)([dhms])$/.exec(day) ?? [];
  if (unit === undefined) throw new Error(`Not a day: ${day}`);
  const offset = Number(count) * (UNITS[unit] ?? 0);
  return Math.round(Number(start) * DAY + (sign === '-' ? -offset : offset)) as Instant;
}
