import type { PolicySource } from '../policy/policy-source.ts';
import type {
  AccountDefinition,
  AccountState,
  GroupDefinition,
  KeyDefinition,
  OrganizationDefinition,
  ParameterDefinition,
  RoleDefinition,
  SecretDefinition,
  TagSource,
  UserDefinition,
  WorldDefinition,
} from './definition.ts';
import type { WorldEvent } from './event.ts';
import type {
  AccountRecord,
  GroupRecord,
  KeyRecord,
  OrganizationRecord,
  ParameterRecord,
  RoleRecord,
  SecretRecord,
  UserRecord,
} from './model.ts';

/** Names a user within the organization. */
export interface UserRef {
  readonly accountId: string;
  readonly userName: string;
}

/** Names a role within the organization. */
export interface RoleRef {
  readonly accountId: string;
  readonly roleName: string;
}

/** Names a secret or parameter; the Region defaults to us-east-1. */
export interface RegionalRef {
  readonly accountId: string;
  readonly name: string;
  readonly region?: string;
}

/** Credentials in the shape that SDK clients take. */
export interface SandboxCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** An attempt to use a key outside the simulated services, say on S3. */
export interface KeyUseAttempt {
  readonly accessKeyId: string;
  readonly secret: string;
  readonly service: string;
  readonly region: string;
}

/** Whether the key worked, with the error code that AWS would give. */
export type KeyUseOutcome = { readonly ok: true } | { readonly ok: false; readonly code: string };

/** The simulated organization: built, read and changed by hand here; by API calls through the request handler. */
export interface World {
  readonly events: readonly WorldEvent[];
  clearEvents(): void;
  /** Adds everything in a definition to what is already there. */
  build(definition: WorldDefinition): void;
  /** Uses a key by hand: checked like a signed request, reported by last-used after the lag. */
  useKey(attempt: KeyUseAttempt): KeyUseOutcome;
  readonly organization: OrganizationDesk;
  readonly iam: IamDesk;
  readonly secrets: SecretsDesk;
  readonly parameters: ParametersDesk;
  readonly credentials: CredentialsDesk;
}

/** Accounts and units. Getters without a `find` in the name throw when there is no such thing. */
export interface OrganizationDesk {
  create(definition: OrganizationDefinition): void;
  get(): OrganizationRecord | undefined;
  addAccount(definition: AccountDefinition): AccountRecord;
  account(accountId: string): AccountRecord;
  accounts(): readonly AccountRecord[];
  setState(accountId: string, state: AccountState): void;
  setTags(accountId: string, tags: TagSource): void;
  move(accountId: string, parentId: string): void;
  /** Replaces the policies of the root, a unit or an account; FullAWSAccess stays unless detached. */
  setScps(targetId: string, scps: readonly PolicySource[], detachFullAccess?: boolean): void;
}

/** Users, keys, groups and roles, as an administrator would change them by hand. */
export interface IamDesk {
  addUser(accountId: string, definition: UserDefinition): UserRecord;
  user(ref: UserRef): UserRecord;
  findUser(ref: UserRef): UserRecord | undefined;
  users(accountId: string): readonly UserRecord[];
  deleteUser(ref: UserRef): void;
  setUserTags(ref: UserRef, tags: TagSource): void;
  putUserPolicy(ref: UserRef, name: string, document: PolicySource): void;
  deleteUserPolicy(ref: UserRef, name: string): void;
  attachUserPolicy(ref: UserRef, policy: { name: string; arn: string; document?: PolicySource }): void;
  detachUserPolicy(ref: UserRef, arn: string): void;
  setBoundary(ref: UserRef, boundary: { arn: string; document?: PolicySource } | undefined): void;
  /** Puts a key there directly: past dates, odd statuses and more than two keys are allowed; known everywhere at once. */
  addKey(ref: UserRef, definition?: KeyDefinition): KeyRecord;
  /** Creates a key as an administrator would: the quota is not checked, propagation and listing lag apply. */
  createKey(ref: UserRef): KeyRecord;
  /** The key, also when it was deleted. */
  key(accessKeyId: string): KeyRecord;
  findKey(accessKeyId: string): KeyRecord | undefined;
  keys(ref: UserRef): readonly KeyRecord[];
  setKeyStatus(accessKeyId: string, status: string): void;
  deleteKey(accessKeyId: string): void;
  addGroup(accountId: string, definition: GroupDefinition): GroupRecord;
  group(accountId: string, name: string): GroupRecord;
  deleteGroup(accountId: string, name: string): void;
  addToGroup(ref: UserRef, groupName: string): void;
  removeFromGroup(ref: UserRef, groupName: string): void;
  addRole(accountId: string, definition: RoleDefinition): RoleRecord;
  role(ref: RoleRef): RoleRecord;
  deleteRole(ref: RoleRef): void;
  setTrust(ref: RoleRef, trust: PolicySource): void;
  setRolePolicies(ref: RoleRef, policies: readonly PolicySource[]): void;
}

/** Secrets, read and changed past all authorization. */
export interface SecretsDesk {
  add(accountId: string, definition: SecretDefinition): SecretRecord;
  get(ref: RegionalRef): SecretRecord;
  find(ref: RegionalRef): SecretRecord | undefined;
  list(accountId: string): readonly SecretRecord[];
  /** The value behind a stage, default AWSCURRENT; undefined when there is none. */
  value(ref: RegionalRef, stage?: string): string | undefined;
  putValue(ref: RegionalRef, value: string): void;
  setPolicy(ref: RegionalRef, policy: PolicySource | undefined): void;
  setTags(ref: RegionalRef, tags: TagSource): void;
  /** Schedules deletion as an administrator would; 0 days removes at once. */
  remove(ref: RegionalRef, recoveryDays?: number): void;
  /** Breaks or repairs a replica. */
  setReplicaFailure(ref: RegionalRef, region: string, message: string | undefined): void;
}

/** Parameters, read and changed past all authorization. */
export interface ParametersDesk {
  put(accountId: string, definition: ParameterDefinition): ParameterRecord;
  find(ref: RegionalRef): ParameterRecord | undefined;
  value(ref: RegionalRef): string | undefined;
  remove(ref: RegionalRef): void;
}

/** Credentials for clients in tests and demos. */
export interface CredentialsDesk {
  /** Mints a role session without AssumeRole: no trust check, no session policy unless given. */
  forRole(ref: RoleRef & RoleSessionOptions): SandboxCredentials & { readonly sessionToken: string };
  /** The pair of an existing key; without an id, the user's newest active key. */
  forUser(ref: UserRef & { readonly accessKeyId?: string }): SandboxCredentials;
  /** The pair of a key. */
  forKey(accessKeyId: string): SandboxCredentials;
}

/** How a minted session differs from the default of one hour, `sandbox`, unrestricted. */
export interface RoleSessionOptions {
  readonly sessionName?: string;
  readonly durationSeconds?: number;
  readonly policy?: PolicySource;
}
