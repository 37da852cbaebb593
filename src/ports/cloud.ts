import type { AccessKey, LastUsed } from '../domain/access-key.ts';
import type { AccessKeyId, AccountId, UserId } from '../domain/ids.ts';
import type { SecretText } from '../domain/secret-text.ts';
import type { Instant } from '../domain/time.ts';
import type { Account, OrganizationListing, Readable } from '../domain/user-facts.ts';

/** Who the caller is, from STS GetCallerIdentity. */
export interface Caller {
  readonly accountId: AccountId;
  readonly arn: string;
}

/** A connection to AWS with the caller's credentials. Every failure it throws is a CallFailure or a KeyturnError. */
export interface Cloud {
  caller(): Promise<Caller>;
  /** AWS's clock minus ours, in milliseconds, from the Date header of the latest answer; undefined before the first. */
  clockSkew(): number | undefined;
  /**
   * AWS's time minus the run's, in milliseconds: what AWS dates, it dates by its own. In a rehearsal the run's time is that of
   * another day, and AWS's stays today's.
   */
  aheadOfRun(): number;
  /** Every account of the organization in every state, with its organizational units. All pages, or a failure. */
  listOrganization(): Promise<OrganizationListing>;
  openAccount(account: Account): Promise<AccountReader>;
  openUser(scope: UserScope): Promise<UserSession>;
  /** Looking at one user's secret and its policy, for a dry run: nothing can be changed through it. */
  openSecret(scope: UserScope): Promise<SecretReader>;
  prover: KeyProver;
  /** The value of an SSM parameter in the caller's account. */
  parameter(name: string): Promise<string>;
}

/** A user as account-wide listings give it: without keys. */
export interface UserHeader {
  readonly userId: UserId;
  readonly userName: string;
  readonly arn: string;
  readonly tags: Readable<ReadonlyMap<string, string>>;
  readonly groups: Readable<readonly string[]>;
}

/** The credential report of an account, unparsed, or why there is none. */
export type RawCredentialReport =
  | { readonly usable: true; readonly content: string; readonly generatedAt: Instant }
  | { readonly usable: false; readonly why: string };

/** Reading in one account. */
export interface AccountReader {
  listUsers(): Promise<readonly UserHeader[]>;
  listAccessKeys(userName: string): Promise<readonly AccessKey[]>;
  /** Never throws: a failed read is `unknown`, with the reason. */
  lastUsed(keyId: AccessKeyId): Promise<LastUsed>;
  /** Never throws a CallFailure: a report that cannot be had is an answer. A dry run takes one that is there, or none. */
  credentialReport(): Promise<RawCredentialReport>;
  /** A secret by its ARN, in the Region that it names; undefined when there is none. Never a value. */
  describeSecret(secretArn: string): Promise<SecretState | undefined>;
}

/** What a user session is narrowed to: one user, one secret, until one time. */
export interface UserScope {
  readonly account: Account;
  readonly userName: string;
  readonly userArn: string;
  readonly secretName: string;
  /** The session's own policy denies everything from this time on: that is what fences a stale worker. */
  readonly until: Instant;
  /** Carried in the role session name. The ids of the sagas that run in the session begin with it. */
  readonly sessionId: string;
}

/** A new access key, in the only moment in which its secret exists. */
export interface NewKey {
  readonly id: AccessKeyId;
  /** As IAM gives it; undefined when the answer lacks it. */
  readonly createdAt: Instant | undefined;
  readonly secret: SecretText;
}

/** Changing one user's keys and secret, and nothing else. */
export interface UserSession {
  listAccessKeys(): Promise<readonly AccessKey[]>;
  lastUsed(keyId: AccessKeyId): Promise<LastUsed>;
  groups(): Promise<Readable<readonly string[]>>;
  tags(): Promise<Readable<ReadonlyMap<string, string>>>;
  /**
   * Sent once, never again: IAM has no idempotency token for it. `sending` is awaited just before each time the request
   * goes out (again after a throttle, which is certain to have made nothing); what it throws is thrown, and nothing is sent.
   */
  createAccessKey(sending: () => Promise<void>): Promise<NewKey>;
  setStatus(keyId: AccessKeyId, status: 'active' | 'inactive'): Promise<void>;
  /** Succeeds also when the key is already gone. */
  deleteAccessKey(keyId: AccessKeyId): Promise<void>;
  readonly secrets: SecretStore;
}

/** The user's secret, as DescribeSecret tells it. No method of this port returns a value. */
export interface SecretState {
  readonly arn: string;
  /** Version ids by stage, for example AWSCURRENT. */
  readonly stages: ReadonlyMap<string, string>;
  readonly pendingDeletion: boolean;
  /** The `keyturn:ledger` tag. */
  readonly ledgerId: string | undefined;
  /** The `keyturn:adopted` tag: others made it, and its policy is theirs too. */
  readonly adopted: boolean;
}

/** The one secret of one user. */
export interface SecretStore {
  /** The user's secret, or one named by its ARN. */
  describe(secretArn?: string): Promise<SecretState | undefined>;
  /** Creates the secret with a placeholder value, since its first version becomes current by itself. */
  create(input: { readonly ledgerId: string; readonly versionId: string }): Promise<SecretState>;
  restore(secretArn: string): Promise<void>;
  /** Tags it with the ledger's id, and with `foreign` as one that others made. Changes nothing else. */
  adopt(input: {
    readonly secretArn: string;
    readonly ledgerId: string;
    readonly foreign?: boolean;
  }): Promise<void>;
  /** The resource policy as it is written, or undefined when there is none. */
  policy(secretArn: string): Promise<string | undefined>;
  setPolicy(input: { readonly secretArn: string; readonly policy: string }): Promise<void>;
  /** Stores the value as AWSPENDING; repeating it with the same version id and value changes nothing. */
  putPending(input: {
    readonly secretArn: string;
    readonly versionId: string;
    readonly value: SecretText;
  }): Promise<void>;
  /** Moves AWSCURRENT to the version. */
  promote(input: {
    readonly secretArn: string;
    readonly versionId: string;
    readonly from: string | undefined;
  }): Promise<void>;
}

/** What a dry run may ask about a secret. */
export type SecretReader = Pick<SecretStore, 'describe' | 'policy'>;

/** Proving that a key works, with the key itself. */
export interface KeyProver {
  /** One attempt: the identity behind the key, or undefined while AWS does not accept it. */
  attempt(key: {
    readonly id: AccessKeyId;
    readonly secret: SecretText;
  }): Promise<{ readonly arn: string; readonly userId: string } | undefined>;
}
