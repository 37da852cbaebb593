import type { ExemptionRule, TagMatch } from './exemption.ts';
import type { PolicyOverride, TagSetting } from './override.ts';
import { DEFAULT_POLICY, type Policy } from './policy.ts';
import type { Canary, FreezeWindow } from './rollout.ts';
import { type Duration, days, hours } from './time.ts';

/** Everything that can be set, after validation: the one document that a run obeys. */
export interface Settings {
  readonly policy: Policy;
  /** Policies of their own for some users; the first that applies is the only one that does. */
  readonly overrides: readonly PolicyOverride[];
  /** What tags of a user may change, and how far. */
  readonly userTags: readonly TagSetting[];
  readonly scope: Scope;
  readonly exemptions: readonly ExemptionRule[];
  readonly organization: OrganizationSettings;
  readonly safety: SafetySettings;
  readonly delivery: DeliverySettings;
  /** Without a path, one for each person and organization. */
  readonly ledger: { readonly path?: string };
  readonly notify: { readonly console: boolean; readonly file?: string };
  readonly concurrency: ConcurrencySettings;
  readonly reading: ReadingSettings;
}

/** How much is done at once. */
export interface ConcurrencySettings {
  readonly accounts: number;
  /** Ceiling of the rate limiter of each account, in requests a second; it starts at 10 at most. */
  readonly requestsPerSecond: number;
  /** How long AWS may take to answer one request. */
  readonly requestTimeout: Duration;
}

/** How much is read, and how often. */
export interface ReadingSettings {
  /** Whether the credential report tells which users to read; without it every user is read in every run. */
  readonly credentialReport: boolean;
  /** Every user is read again at least this often, whatever the report says. */
  readonly sweepEvery: Duration;
}

/** Which accounts are looked at. An account that is left out appears in the coverage as excluded, with the reason. */
export interface Scope {
  /** Account ids; empty means all. */
  readonly accounts: readonly string[];
  readonly excludeAccounts: readonly string[];
  /** Organizational unit ids, nested ones included; empty means all. */
  readonly organizationalUnits: readonly string[];
  readonly excludeOrganizationalUnits: readonly string[];
  /** Only accounts with all of these tags; empty means all. */
  readonly accountTags: readonly TagMatch[];
  /** Globs on user names; empty means all. Users outside are not looked at and not counted. */
  readonly users: readonly string[];
  /** Globs on users' paths; empty means all. */
  readonly paths: readonly string[];
}

/** How accounts are found and entered. */
export interface OrganizationSettings {
  /** `this-account` looks only at the account of the caller, without an organization and without assuming a role. */
  readonly mode: 'organization' | 'this-account';
  /** Id that the listed organization must have; without one, it is not checked. */
  readonly id?: string;
  /** Role assumed in every account other than the caller's own, to read. */
  readonly readRole: string;
  /** Role assumed to change one user's keys, narrowed by a session policy; may be the same role. */
  readonly rotateRole: string;
  /** Where the organization is listed, by assuming this role there; without one, with the caller's own credentials. */
  readonly list?: { readonly accountId: string; readonly role: string };
  /** What happens when listing is denied: the run fails, or looks at the caller's account only. */
  readonly onListDenied: 'fail' | 'this-account';
}

/** Limits of what one run may change, and the switch that stops all of it. */
export interface SafetySettings {
  readonly maxChangesPerRun: number;
  readonly maxChangesPerAccount: number;
  /** For how long a saved plan may be applied. */
  readonly planExpiry: Duration;
  readonly freeze: readonly FreezeWindow[];
  readonly canary?: Canary;
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
  /** Whether `readers` names everybody besides the owner who reads secrets that were taken over: the others are denied then. */
  readonly readersConfirmed: boolean;
}

/** The settings of a run without a configuration file. */
export const DEFAULT_SETTINGS: Settings = {
  policy: DEFAULT_POLICY,
  overrides: [],
  userTags: [],
  scope: {
    accounts: [],
    excludeAccounts: [],
    organizationalUnits: [],
    excludeOrganizationalUnits: [],
    accountTags: [],
    users: [],
    paths: [],
  },
  exemptions: [{ group: 'IAMKeyRotationExemptionGroup' }],
  organization: {
    mode: 'organization',
    readRole: 'KeyturnRead',
    rotateRole: 'KeyturnRotate',
    onListDenied: 'fail',
  },
  safety: {
    maxChangesPerRun: 200,
    maxChangesPerAccount: 50,
    planExpiry: hours(24),
    freeze: [],
    killSwitch: { engaged: false },
  },
  delivery: {
    secretName: 'Account_{account}_User_{user}_AccessKey',
    readers: [],
    adoptExisting: false,
    readersConfirmed: false,
  },
  ledger: {},
  notify: { console: true },
  concurrency: { accounts: 32, requestsPerSecond: 20, requestTimeout: 30_000 as Duration },
  reading: { credentialReport: true, sweepEvery: days(30) },
};
