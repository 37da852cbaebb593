/** What can happen in the world. */
export type WorldEventType =
  | 'CreateAccessKey'
  | 'UpdateAccessKey'
  | 'DeleteAccessKey'
  | 'KeyUsed'
  | 'KeyUseDenied'
  | 'AssumeRole'
  | 'CreateUser'
  | 'DeleteUser'
  | 'UpdateUserTags'
  | 'UpdateUserPolicies'
  | 'AttachUserPolicy'
  | 'DetachUserPolicy'
  | 'CreateGroup'
  | 'DeleteGroup'
  | 'UpdateGroupMembers'
  | 'CreateRole'
  | 'DeleteRole'
  | 'UpdateRole'
  | 'CreateAccount'
  | 'UpdateAccount'
  | 'UpdateOrganizationPolicies'
  | 'GenerateCredentialReport'
  | 'CreateSecret'
  | 'UpdateSecret'
  | 'PutSecretValue'
  | 'UpdateSecretVersionStage'
  | 'PutResourcePolicy'
  | 'DeleteResourcePolicy'
  | 'TagResource'
  | 'UntagResource'
  | 'ReplicateSecretToRegions'
  | 'RemoveRegionsFromReplication'
  | 'DeleteSecret'
  | 'RestoreSecret'
  | 'PurgeSecret'
  | 'ReadSecretValue'
  | 'PutParameter';

/** One thing that took effect; the list of these is what safety invariants are checked on. Never holds a secret. */
export interface WorldEvent {
  readonly at: number;
  readonly accountId: string;
  readonly type: WorldEventType;
  /** Who did it: a principal's ARN, or `hand` for a test or demo acting on the world directly. */
  readonly actor: string;
  readonly sessionName?: string;
  readonly accessKeyId?: string;
  readonly userName?: string;
  readonly userId?: string;
  /** Flat facts: status from and to, secret ARN, version id, service, Region. */
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

/** An event before the world stamps the time on it. */
export type WorldEventInput = Omit<WorldEvent, 'at'>;
