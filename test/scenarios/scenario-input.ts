import { canaryState, canarySummary } from '../../src/app/run/canary.ts';
import { PRESETS } from '../../src/config/presets/registry.ts';
import type { AccessKey, LastUsed } from '../../src/domain/access-key.ts';
import type { ExemptionRule } from '../../src/domain/exemption.ts';
import type { AccountId, UserId } from '../../src/domain/ids.ts';
import type { PolicyOverride, TagSetting } from '../../src/domain/override.ts';
import { DEFAULT_POLICY, type Policy, type PolicyPatch, patchPolicy } from '../../src/domain/policy.ts';
import type { Canary, FreezeWindow } from '../../src/domain/rollout.ts';
import type { RunSummary } from '../../src/domain/run-summary.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import { type Instant, parseDuration } from '../../src/domain/time.ts';
import type { Readable, UserFacts } from '../../src/domain/user-facts.ts';
import { contextOf as engineContext } from '../../src/engine/context-of.ts';
import type { UserContext } from '../../src/policy/context.ts';
import { observe } from '../../src/policy/observe.ts';
import type { Scenario } from './scenario.ts';
import { memoryOf } from './scenario-memory.ts';
import { at, type Day, keyId } from './scenario-time.ts';

/** The planner's input for a scenario, with the memory observed: put together as the engine does it. */
export function contextOf(scenario: Scenario): UserContext {
  const now = at(scenario.today);
  const facts = factsOf(scenario);
  const settings = settingsOf(scenario);
  const { memory } = observe(facts, memoryOf(scenario), now);
  const canary = canaryState(settings.safety.canary, runsOf(scenario, settings.safety.canary), now);
  return engineContext({ settings, canary, clock: { now: () => now, sleep: async () => {} } }, facts, memory);
}

/** The settings of a scenario: a preset or the defaults, and what the scenario lays over them. */
export function settingsOf(scenario: Pick<Scenario, SettingField>): Settings {
  const { preset, exemptions, overrides = [], userTags = [], freeze = [], canary } = scenario;
  const { runs: _, ...first } = canary ?? { runs: [] };
  return {
    ...DEFAULT_SETTINGS,
    policy: patchPolicy(presetPolicy(preset), read(scenario.policy ?? {}) as PolicyPatch),
    exemptions: (exemptions ?? []).map(
      ({ until, ...rule }): ExemptionRule => ({
        ...rule,
        ...(until === undefined ? {} : { until: at(until) }),
      }),
    ),
    overrides: overrides.map(({ policy, ...rule }) => ({ ...rule, policy: read(policy) }) as PolicyOverride),
    userTags: userTags.map((setting) => read(setting) as TagSetting),
    safety: {
      ...DEFAULT_SETTINGS.safety,
      freeze: freeze.map(
        ({ from, until, ...rest }): FreezeWindow => ({ ...rest, from: at(from), until: at(until) }),
      ),
      ...(canary === undefined
        ? {}
        : { canary: read({ accounts: [], organizationalUnits: [], ...first }) as Canary }),
    },
  };
}

/** The policy of a preset; the defaults when none is named. Throws on a name that no preset has. */
export function presetPolicy(name: string | undefined): Policy {
  if (name === undefined) return DEFAULT_POLICY;
  const preset = PRESETS.find((known) => known.name === name);
  if (preset === undefined) throw new Error(`Not a preset: ${name}`);
  return preset.policy;
}

/** The fields of a scenario that are settings. */
export type SettingField =
  | 'preset'
  | 'policy'
  | 'exemptions'
  | 'overrides'
  | 'userTags'
  | 'freeze'
  | 'canary';

/** What a run reads of the scenario's user. */
export function factsOf(scenario: Scenario): UserFacts {
  const { name = 'alice', path = '/', accountId = '111122223333', ...user } = scenario.user ?? {};
  const { tags = {}, accountTags, organizationalUnits = [] } = user;
  return {
    account: {
      id: accountId as AccountId,
      name: 'Example',
      email: 'owner@example.com',
      state: 'ACTIVE',
      organizationalUnits,
      ...(accountTags === undefined ? {} : { tags: tagsOf(accountTags) }),
    },
    userId: 'AIDAEXAMPLEUSER000001' as UserId,
    userName: name,
    userArn: `arn:aws:iam::${accountId}:user${path}${name}`,
    tags: tagsOf(tags),
    groups: readable(user.groups ?? []),
    keys: scenario.keys.map(
      (key): AccessKey => ({
        id: keyId(key.key),
        status: key.status ?? 'active',
        createdAt: at(key.created),
      }),
    ),
    lastUsed: new Map(scenario.keys.map((key) => [keyId(key.key), lastUsedOf(key.used)])),
    readAt: at(scenario.today),
  };
}

function lastUsedOf(used: Scenario['keys'][number]['used']): LastUsed {
  if (used === 'never') return { kind: 'never-used' };
  if (used === 'unknown') return { kind: 'unknown', why: 'GetAccessKeyLastUsed failed: Throttling' };
  const { day, service } = typeof used === 'object' ? used : { day: used, service: 's3' };
  return { kind: 'used', at: at(day), service, region: 'eu-west-1' };
}

/** Enforcing runs of the past, oldest first, as the canary is judged by them. */
function runsOf(scenario: Scenario, canary: Canary | undefined): readonly RunSummary[] {
  const found = { canaries: [], coverage: [] };
  const mine = canarySummary(canary, found)?.who ?? '';
  return (scenario.canary?.runs ?? []).map(({ day, ...run }, index) => {
    const moment: Instant = at(day as Day);
    return {
      runId: `run${index}`,
      startedAt: moment,
      endedAt: moment,
      enforce: run.enforce ?? true,
      accounts: { scanned: 1, excluded: 0, failed: 0 },
      decisions: { rotate: 0, deactivate: 0, delete: 0, warn: 0, hold: 0, repair: 0, none: 0 },
      done: 0,
      failed: run.failed ?? 0,
      complete: true,
      ...(run.partial === true ? { partial: true as const } : {}),
      canary: { who: run.who ?? mine, scanned: run.scanned ?? true, failed: run.failed ?? 0 },
    };
  });
}

/** Durations as text become durations, at any depth; text that is none stays. */
function read(value: unknown): unknown {
  if (typeof value === 'string') return parseDuration(value) ?? value;
  if (Array.isArray(value)) return value.map(read);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, read(inner)]));
  return value;
}

function tagsOf(
  tags: Readonly<Record<string, string>> | 'unreadable',
): Readable<ReadonlyMap<string, string>> {
  return readable(tags === 'unreadable' ? tags : new Map(Object.entries(tags)));
}

function readable<T>(value: T | 'unreadable'): Readable<T> {
  return value === 'unreadable' ? { known: false, why: 'AccessDenied' } : { known: true, value: value as T };
}
