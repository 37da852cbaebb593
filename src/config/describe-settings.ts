import type { PolicyOverride, TagSetting } from '../domain/override.ts';
import type { Policy, PolicyPatch } from '../domain/policy.ts';
import type { SafetySettings, Settings } from '../domain/settings.ts';
import { formatDuration, isoTime } from '../domain/time.ts';

/** Plain JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Plain JSON with names. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/**
 * Settings as plain JSON, with durations and times as `keyturn.yaml` writes them.
 *
 * What comes out is itself a valid document that loads to the same settings: `config check` prints it, and a person
 * can save it.
 */
export function describeSettings(settings: Settings): JsonObject {
  const { policy, overrides, userTags, exemptions, safety, concurrency, reading, ...others } = settings;
  return {
    policy: describePolicy(policy),
    overrides: overrides.map(describeOverride),
    userTags: userTags.map(describeTag),
    exemptions: exemptions.map((rule) => withTimes(plain(rule), ['until'])),
    safety: describeSafety(safety),
    concurrency: { ...concurrency, requestTimeout: formatDuration(concurrency.requestTimeout) },
    reading: { ...reading, sweepEvery: formatDuration(reading.sweepEvery) },
    ...plain(others),
  };
}

/** A policy, or a part of one. */
export function describePolicy(policy: Policy | PolicyPatch): JsonObject {
  const { inUse, warnBefore, ...rest } = policy;
  return {
    ...withDurations(plain(rest)),
    ...(warnBefore === undefined ? {} : { warnBefore: warnBefore.map(formatDuration) }),
    ...(inUse === undefined ? {} : { inUse: withDurations(plain(inUse)) }),
  };
}

function describeOverride({ policy, ...rest }: PolicyOverride): JsonObject {
  return { ...plain(rest), policy: describePolicy(policy) };
}

function describeTag(setting: TagSetting): JsonObject {
  return withDurations(plain(setting));
}

function describeSafety({ freeze, canary, planExpiry, ...rest }: SafetySettings): JsonObject {
  return {
    ...plain(rest),
    planExpiry: formatDuration(planExpiry),
    freeze: freeze.map((window) => withTimes(plain(window), ['from', 'until'])),
    ...(canary === undefined ? {} : { canary: withDurations(plain(canary)) }),
  };
}

/** Every number is a duration there. */
function withDurations(given: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      typeof value === 'number' ? formatDuration(value) : value,
    ]),
  );
}

function withTimes(given: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      typeof value === 'number' && names.includes(name)
        ? isoTime(value as Parameters<typeof isoTime>[0])
        : value,
    ]),
  );
}

function plain(value: object): JsonObject {
  return structuredClone(value) as JsonObject;
}
