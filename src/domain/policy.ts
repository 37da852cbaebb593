import type { Duration } from './time.ts';
import { days, hours } from './time.ts';

/** The rotation policy as it holds for one user. Every field is documented in docs/configuration.md. */
export interface Policy {
  readonly rotateAfter: Duration;
  /** From the day the replacement is available until the old key is deactivated. */
  readonly installGrace: Duration;
  /** From deactivation until deletion; at least 24 hours. */
  readonly recoveryGrace: Duration;
  /** How long before a change its owner is warned; longest first. */
  readonly warnBefore: readonly Duration[];
  /** How long before a deactivation its notice must have been accepted by a channel. */
  readonly minNotice: Duration;
  /** How long an old key must have been unused before it is deactivated, */
  readonly quietPeriod: Duration;
  /** plus what AWS may take to report a use. */
  readonly reportingLag: Duration;
  readonly holdEscalateAfter: Duration;
  readonly unusedFor: Duration;
  readonly unusedKeys: 'retire' | 'replace' | 'keep';
  readonly inUse: { readonly extend: Duration; readonly afterwards: 'hold' | 'deactivate' };
  /**
   * Whether a replacement that its owner never used is a reason to wait: where the old key was in use shortly before, its
   * being quiet is no proof, since a job may run once a month.
   */
  readonly adoption: 'required-or-quiet' | 'not-required';
  /** How long it is waited for, from the end of the grace. */
  readonly adoptionWait: Duration;
  readonly notice: 'required' | 'not-required';
  /**
   * Which of two active keys goes when both are due and neither replaces the other: neither (a visible hold), the one
   * used longest ago, or the older one. Whichever it is goes by notice, deactivation and soak.
   */
  readonly conflict: 'block' | 'retire-least-recently-used' | 'retire-oldest';
  /** From which age on, counted from their creation, keys that were found inactive are deleted; the soak still applies. */
  readonly inactiveCleanup: Duration | 'off';
}

/** Part of a policy, as an override gives it. */
export type PolicyPatch = Partial<Omit<Policy, 'inUse'>> & { readonly inUse?: Partial<Policy['inUse']> };

/** A policy with a part of it replaced. */
export function patchPolicy(policy: Policy, patch: PolicyPatch): Policy {
  return { ...policy, ...patch, inUse: { ...policy.inUse, ...patch.inUse } };
}

/** The defaults of the product. */
export const DEFAULT_POLICY: Policy = {
  rotateAfter: days(90),
  installGrace: days(10),
  recoveryGrace: days(10),
  warnBefore: [days(7), days(3), days(1)],
  minNotice: days(6),
  quietPeriod: days(5),
  reportingLag: hours(24),
  holdEscalateAfter: days(7),
  unusedFor: days(90),
  unusedKeys: 'retire',
  inUse: { extend: days(14), afterwards: 'hold' },
  adoption: 'required-or-quiet',
  adoptionWait: days(30),
  notice: 'required',
  conflict: 'block',
  inactiveCleanup: 'off',
};
