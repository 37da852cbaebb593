import type { PolicySource } from '../policy/policy-source.ts';

/** Tags as a plain object. */
export type TagSource = Readonly<Record<string, string>>;

/** The life of an account; only ACTIVE ones can be entered. */
export type AccountState = 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED' | 'PENDING_ACTIVATION';

/** A whole world as data. */
export interface WorldDefinition {
  readonly organization?: OrganizationDefinition;
  readonly accounts?: readonly AccountDefinition[];
}

/** The organization's identity, units and policies; accounts join with their `ouId`. */
export interface OrganizationDefinition {
  /** `o-` and 10 to 32 characters. */
  readonly id: string;
  readonly managementAccountId: string;
  /** Default `r-` and four characters. */
  readonly rootId?: string;
  readonly units?: readonly UnitDefinition[];
  /** Member accounts that may read the organization (delegated administrators or a delegation policy). */
  readonly delegatedAccountIds?: readonly string[];
  /** Organization policies attached to the root, beside FullAWSAccess. */
  readonly scps?: readonly PolicySource[];
}

/** An organizational unit, with nested ones. */
export interface UnitDefinition {
  readonly id: string;
  readonly name: string;
  readonly tags?: TagSource;
  readonly scps?: readonly PolicySource[];
  /** Replaces FullAWSAccess instead of standing beside it. */
  readonly detachFullAccess?: boolean;
  readonly units?: readonly UnitDefinition[];
}

/** An account and what is in it. */
export interface AccountDefinition {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly state?: AccountState;
  /** The unit that it is in; the root when absent. */
  readonly ouId?: string;
  /** False for an account outside the organization. Default true when there is one. */
  readonly member?: boolean;
  readonly joinedAt?: number;
  readonly tags?: TagSource;
  readonly scps?: readonly PolicySource[];
  readonly detachFullAccess?: boolean;
  /** Customer-managed policies that AttachUserPolicy can attach. */
  readonly managedPolicies?: readonly AttachedPolicyDefinition[];
  readonly groups?: readonly GroupDefinition[];
  readonly users?: readonly UserDefinition[];
  readonly roles?: readonly RoleDefinition[];
  readonly secrets?: readonly SecretDefinition[];
  readonly parameters?: readonly ParameterDefinition[];
}

/** A policy attached by name; without a document it grants nothing. */
export interface AttachedPolicyDefinition {
  readonly name: string;
  readonly arn: string;
  readonly document?: PolicySource;
}

/** A group; users name the groups that they are in. */
export interface GroupDefinition {
  readonly name: string;
  readonly path?: string;
  readonly inlinePolicies?: Readonly<Record<string, PolicySource>>;
  readonly attachedPolicies?: readonly AttachedPolicyDefinition[];
}

/** An IAM user, created at any time in the past. */
export interface UserDefinition {
  readonly name: string;
  readonly path?: string;
  /** Generated (AIDA…) when absent. */
  readonly userId?: string;
  readonly createdAt?: number;
  readonly tags?: TagSource;
  readonly groups?: readonly string[];
  readonly inlinePolicies?: Readonly<Record<string, PolicySource>>;
  readonly attachedPolicies?: readonly AttachedPolicyDefinition[];
  readonly permissionsBoundary?: { readonly arn: string; readonly document?: PolicySource };
  readonly passwordEnabled?: boolean;
  readonly keys?: readonly KeyDefinition[];
}

/** An access key put there directly: any number on a user, any status, any age, known everywhere at once. */
export interface KeyDefinition {
  readonly id?: string;
  readonly secret?: string;
  readonly status?: string;
  readonly createdAt?: number;
  readonly lastUsed?: { readonly at: number; readonly service: string; readonly region: string };
}

/** A role that can be assumed. */
export interface RoleDefinition {
  readonly name: string;
  readonly path?: string;
  readonly trust: PolicySource;
  readonly policies?: readonly PolicySource[];
  readonly permissionsBoundary?: PolicySource;
  /** MaxSessionDuration in seconds, default 3600. */
  readonly maxSessionSeconds?: number;
  readonly tags?: TagSource;
}

/** A secret put there directly. */
export interface SecretDefinition {
  readonly name: string;
  /** Default us-east-1. */
  readonly region?: string;
  readonly value?: string;
  readonly description?: string;
  readonly kmsKeyId?: string;
  readonly tags?: TagSource;
  readonly policy?: PolicySource;
  readonly createdAt?: number;
  readonly replicaRegions?: readonly string[];
}

/** A parameter put there directly. */
export interface ParameterDefinition {
  readonly name: string;
  readonly region?: string;
  readonly value: string;
  readonly type?: 'String' | 'StringList' | 'SecureString';
}
