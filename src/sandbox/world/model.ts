import type { Concealed } from '../concealed.ts';
import type { StoredPolicy } from '../policy/stored-policy.ts';
import type { AccountState } from './definition.ts';

/** The organization; read it, and change it through the world's methods. */
export interface OrganizationRecord {
  readonly id: string;
  readonly arn: string;
  readonly managementAccountId: string;
  readonly root: UnitRecord;
  readonly units: Map<string, UnitRecord>;
  readonly delegatedAccountIds: Set<string>;
}

/** The root or an organizational unit. */
export interface UnitRecord {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly parentId: string | undefined;
  readonly tags: Map<string, string>;
  scps: StoredPolicy[];
}

/** An account with everything in it. */
export interface AccountRecord {
  readonly id: string;
  name: string;
  email: string;
  state: AccountState;
  /** The unit that it is in; undefined outside the organization. */
  parentId: string | undefined;
  readonly joinedAt: number;
  readonly tags: Map<string, string>;
  scps: StoredPolicy[];
  /** Customer-managed policies by ARN. */
  readonly managedPolicies: Map<string, AttachedPolicyRecord>;
  readonly users: Map<string, UserRecord>;
  readonly groups: Map<string, GroupRecord>;
  readonly roles: Map<string, RoleRecord>;
  /** By `region/name`. */
  readonly secrets: Map<string, SecretRecord>;
  /** By `region/name`, the name without its first slash. */
  readonly parameters: Map<string, ParameterRecord>;
  credentialReport: CredentialReportRecord | undefined;
}

/** The last credential report and when it was asked for. */
export interface CredentialReportRecord {
  readonly requestedAt: number;
  readonly content: string;
}

/** A managed policy as attached: the name, the ARN and what it says. */
export interface AttachedPolicyRecord {
  readonly name: string;
  readonly arn: string;
  readonly document: StoredPolicy | undefined;
}

/** An IAM group; membership is kept on both sides. */
export interface GroupRecord {
  readonly accountId: string;
  readonly name: string;
  readonly path: string;
  readonly groupId: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly members: Set<string>;
  readonly inlinePolicies: Map<string, StoredPolicy>;
  readonly attachedPolicies: Map<string, AttachedPolicyRecord>;
}

/** An IAM user. */
export interface UserRecord {
  readonly accountId: string;
  readonly name: string;
  readonly path: string;
  readonly userId: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly tags: Map<string, string>;
  readonly groups: Set<string>;
  readonly inlinePolicies: Map<string, StoredPolicy>;
  readonly attachedPolicies: Map<string, AttachedPolicyRecord>;
  permissionsBoundary: { readonly arn: string; readonly document: StoredPolicy | undefined } | undefined;
  readonly passwordEnabled: boolean;
  /** Living keys by id, oldest first. */
  readonly keys: Map<string, KeyRecord>;
  /** Keys deleted a moment ago, which a stale listing may still show. */
  readonly deletedKeys: Map<string, KeyRecord>;
}

/** When and where a key was used. */
export interface KeyUse {
  readonly at: number;
  readonly service: string;
  readonly region: string;
}

/** A long-term access key. */
export interface KeyRecord {
  readonly id: string;
  readonly secret: Concealed;
  readonly accountId: string;
  readonly userId: string;
  readonly userName: string;
  readonly createdAt: number;
  status: string;
  /** The status before the last change, for stale reads. */
  previousStatus: string;
  statusChangedAt: number;
  deletedAt: number | undefined;
  /** True for keys put there directly: they authenticate and list at once. */
  readonly settled: boolean;
  /** Uses, oldest first; only the ones that may still be reported are kept. */
  uses: KeyUse[];
}

/** A role. */
export interface RoleRecord {
  readonly accountId: string;
  readonly name: string;
  readonly path: string;
  readonly roleId: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly tags: Map<string, string>;
  readonly maxSessionSeconds: number;
  trust: StoredPolicy;
  policies: StoredPolicy[];
  permissionsBoundary: StoredPolicy | undefined;
}

/** Temporary credentials of a role. */
export interface SessionRecord {
  readonly accessKeyId: string;
  readonly secret: Concealed;
  readonly token: Concealed;
  readonly accountId: string;
  readonly roleName: string;
  readonly roleId: string;
  readonly sessionName: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly policy: StoredPolicy | undefined;
}

/** A secret of Secrets Manager. */
export interface SecretRecord {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  description: string | undefined;
  kmsKeyId: string | undefined;
  changedAt: number;
  /** Midnight UTC of the day of the last GetSecretValue. */
  accessedOn: number | undefined;
  deletedAt: number | undefined;
  /** When a scheduled deletion takes effect. */
  purgeAt: number | undefined;
  /** Deleted without recovery: still shown for a moment, and never restored. */
  isForced: boolean;
  readonly tags: Map<string, string>;
  /** Whether it ever had a tag: only then is the list shown, empty or not. */
  wasTagged: boolean;
  policy: StoredPolicy | undefined;
  readonly versions: Map<string, SecretVersionRecord>;
  readonly replicas: Map<string, ReplicaRecord>;
}

/** One version of a secret; its stages say which role it plays. */
export interface SecretVersionRecord {
  readonly id: string;
  readonly createdAt: number;
  readonly value: Concealed;
  readonly binary: boolean;
  readonly stages: Set<string>;
  accessedOn: number | undefined;
}

/** A copy of a secret in another Region; in sync from an instant on. */
export interface ReplicaRecord {
  readonly region: string;
  readonly kmsKeyId: string | undefined;
  inSyncAt: number;
  failure: string | undefined;
}

/** A parameter of Parameter Store. */
export interface ParameterRecord {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly type: string;
  readonly value: Concealed;
  readonly version: number;
  readonly modifiedAt: number;
}
