import type { ExemptionRule } from '../domain/exemption.ts';
import { DEFAULT_POLICY, type Policy } from '../domain/policy.ts';

/** Everything that can be set, after validation: the one document that a run obeys. */
export interface Settings {
  readonly policy: Policy;
  readonly scope: Scope;
  readonly exemptions: readonly ExemptionRule[];
  readonly organization: OrganizationSettings;
  readonly safety: SafetySettings;
  readonly delivery: DeliverySettings;
  readonly ledger: { readonly path: string };
  readonly notify: { readonly console: boolean; readonly file?: string };
  readonly concurrency: { readonly accounts: number };
}

/** Which accounts are looked at. An account that is left out appears in the coverage as excluded, with the reason. */
export interface Scope {
  /** Account ids; empty means all. */
  readonly accounts: readonly string[];
  readonly excludeAccounts: readonly string[];
  /** Organizational unit ids, nested ones included; empty means all. */
  readonly organizationalUnits: readonly string[];
  readonly excludeOrganizationalUnits: readonly string[];
}

/** How accounts are found and entered. */
export interface OrganizationSettings {
  /** `this-account` looks only at the account of the caller, without an organization and without assuming a role. */
  readonly mode: 'organization' | 'this-account';
  /** Role assumed in every account other than the caller's own, to read. */
  readonly readRole: string;
  /** Role assumed to change one user's keys, narrowed by a session policy; may be the same role. */
  readonly rotateRole: string;
}

/** Limits of what one run may change, and the switch that stops all of it. */
export interface SafetySettings {
  readonly maxChangesPerRun: number;
  readonly maxChangesPerAccount: number;
  readonly killSwitch: {
    readonly engaged: boolean;
    /** Name of an SSM parameter; any value but `off` stops every change, and so does a parameter that cannot be read. */
    readonly parameter?: string;
  };
}

/** Where replacements are stored and who may read them. */
export interface DeliverySettings {
  /** Name of each user's secret; `{account}` and `{user}` are replaced. */
  readonly secretName: string;
  /** Region of the secrets; without one, the run's own. */
  readonly region?: string;
  /** Role ARNs that may read secrets besides the owner, so that a locked-out owner can be helped. */
  readonly readers: readonly string[];
  /** Whether a secret of that name that Keyturn did not make may be taken over. */
  readonly adoptExisting: boolean;
}

/** The settings of a run without a configuration file. */
export const DEFAULT_SETTINGS: Settings = {
  policy: DEFAULT_POLICY,
  scope: { accounts: [], excludeAccounts: [], organizationalUnits: [], excludeOrganizationalUnits: [] },
  exemptions: [{ group: 'IAMKeyRotationExemptionGroup' }],
  organization: { mode: 'organization', readRole: 'KeyturnRead', rotateRole: 'KeyturnRotate' },
  safety: { maxChangesPerRun: 200, maxChangesPerAccount: 50, killSwitch: { engaged: false } },
  delivery: { secretName: 'Account_{account}_User_{user}_AccessKey', readers: [], adoptExisting: false },
  ledger: { path: 'keyturn-ledger.sqlite' },
  notify: { console: true },
  concurrency: { accounts: 8 },
};
