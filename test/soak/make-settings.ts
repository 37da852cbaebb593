import { PRESET_NAMES } from '../../src/config/presets/names.ts';
import { presetSettings } from '../../src/config/presets/presets-table.ts';
import type { ExemptionRule } from '../../src/domain/exemption.ts';
import type { PolicyOverride } from '../../src/domain/override.ts';
import type { Policy, PolicyPatch } from '../../src/domain/policy.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import { days, hours, type Instant, plus } from '../../src/domain/time.ts';
import { DAY_0, day } from '../support/world.ts';
import type { Dice } from './dice.ts';

export const EXEMPT_GROUP = 'Exempt';
export const EXEMPT_TAG = 'LeaveAlone';
export const AGE_TAG = 'RotateAfterDays';
export const UNUSED_TAG = 'WhenUnused';

/** A document: a preset, or numbers of its own that do not contradict one another, and everything that narrows or widens it. */
export function makeSettings(
  dice: Dice,
  world: { readonly accounts: readonly string[]; readonly lastDay: number },
): Settings {
  const preset = dice.chance(0.45) ? dice.pick([undefined, ...PRESET_NAMES]) : 'own';
  const base = preset === 'own' ? { ...DEFAULT_SETTINGS, policy: ownPolicy(dice) } : presetSettings(preset);
  const { accounts, lastDay } = world;
  return {
    ...base,
    policy: dice.chance(0.3) ? { ...base.policy, ...variation(dice) } : base.policy,
    overrides: dice.chance(0.35) ? [override(dice, accounts), override(dice, accounts)] : [],
    userTags: dice.chance(0.4)
      ? [
          { tag: AGE_TAG, sets: 'rotateAfter', atLeast: days(15), atMost: days(120) },
          { tag: UNUSED_TAG, sets: 'unusedKeys', values: ['replace', 'keep'] },
        ]
      : [],
    exemptions: exemptions(dice, lastDay),
    organization: { ...DEFAULT_SETTINGS.organization },
    safety: {
      ...DEFAULT_SETTINGS.safety,
      ...(dice.chance(0.12) ? { maxChangesPerRun: dice.between(1, 3) } : {}),
      ...(dice.chance(0.08) ? { maxChangesPerAccount: 1 } : {}),
      freeze: dice.chance(0.2) ? [freeze(dice, world)] : [],
      ...(dice.chance(0.12)
        ? {
            canary: {
              accounts: accounts.slice(0, 1),
              organizationalUnits: [],
              for: days(dice.between(1, 12)),
            },
          }
        : {}),
    },
    reading: {
      credentialReport: dice.chance(0.8),
      sweepEvery: days(dice.pick([1, 7, 30])),
    },
    concurrency: { ...DEFAULT_SETTINGS.concurrency, accounts: dice.pick([1, 32]) },
  };
}

/** A shorter life than any preset's, so that a schedule sees several rounds of it. */
function ownPolicy(dice: Dice): Policy {
  const installGrace = dice.between(5, 12);
  const lag = dice.pick([6, 24]);
  const longestWarning = dice.between(2, installGrace);
  const rotateAfter = dice.between(18, 60);
  return {
    rotateAfter: days(rotateAfter),
    installGrace: days(installGrace),
    recoveryGrace: days(dice.between(1, 12)),
    warnBefore: [...new Set([longestWarning, Math.ceil(longestWarning / 2), 1])].map((count) => days(count)),
    minNotice: days(dice.between(1, longestWarning - 1)),
    quietPeriod: days(dice.between(1, installGrace - 1)),
    reportingLag: hours(lag),
    holdEscalateAfter: days(dice.between(1, 9)),
    unusedFor: days(dice.between(10, 90)),
    unusedKeys: dice.pick(['retire', 'retire', 'replace', 'keep']),
    inUse: { extend: days(dice.pick([0, 3, 7, 14])), afterwards: dice.pick(['hold', 'deactivate']) },
    adoption: dice.pick(['required-or-quiet', 'not-required']),
    adoptionWait: days(dice.pick([0, 5, 14])),
    notice: dice.chance(0.85) ? 'required' : 'not-required',
    conflict: dice.pick(['block', 'retire-least-recently-used', 'retire-oldest']),
    inactiveCleanup: dice.chance(0.4) ? days(dice.between(20, 110)) : 'off',
  };
}

/** One part of a policy that is set apart from the rest; never one that contradicts it. */
function variation(dice: Dice): PolicyPatch & Partial<Policy> {
  return dice.pick<Partial<Policy>>([
    { rotateAfter: days(dice.between(20, 100)) },
    { recoveryGrace: days(dice.between(1, 20)) },
    { unusedKeys: dice.pick(['retire', 'replace', 'keep']) },
    { unusedFor: days(dice.between(15, 90)) },
    { conflict: dice.pick(['block', 'retire-least-recently-used', 'retire-oldest']) },
    { inUse: { extend: days(dice.pick([0, 7, 14])), afterwards: dice.pick(['hold', 'deactivate']) } },
    { inactiveCleanup: dice.chance(0.5) ? days(dice.between(20, 100)) : 'off' },
    { notice: 'not-required' },
  ]);
}

function override(dice: Dice, accounts: readonly string[]): PolicyOverride {
  const when = dice.pick<PolicyOverride['when']>([
    { users: ['u1', 'u2'] },
    { users: ['u3*'] },
    { accounts: [dice.pick(accounts)] },
    { paths: ['/team/**'] },
    { accountTags: [{ key: 'stage', value: 'prod' }] },
    { accounts: [dice.pick(accounts)], paths: ['/team/**'] },
  ]);
  return { name: 'own', when, policy: variation(dice) };
}

function exemptions(dice: Dice, lastDay: number): readonly ExemptionRule[] {
  const until = (): { readonly until?: Instant } =>
    dice.chance(0.3) ? { until: day(dice.between(5, lastDay)) as Instant } : {};
  return [
    { group: EXEMPT_GROUP },
    { tag: { key: EXEMPT_TAG }, ...until() },
    ...(dice.chance(0.25) ? [{ users: ['u4'], reason: 'vendor', ...until() }] : []),
    ...(dice.chance(0.1) ? [{ paths: ['/team/**'], tag: { key: 'Vip', value: 'yes' } }] : []),
  ];
}

function freeze(dice: Dice, world: { readonly accounts: readonly string[]; readonly lastDay: number }) {
  const from = (DAY_0 + days(dice.between(3, world.lastDay - 3))) as Instant;
  return {
    from,
    until: plus(from, days(dice.between(1, 12))),
    ...(dice.chance(0.4) ? { accounts: [dice.pick(world.accounts)] } : {}),
  };
}
