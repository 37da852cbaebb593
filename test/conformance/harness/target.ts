import type { IAMClient } from '@aws-sdk/client-iam';
import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { STSClient } from '@aws-sdk/client-sts';
import type { World } from '../world/world.ts';

/** One real SDK client per service, all signing with the same credentials and sending once. */
export interface Clients {
  readonly iam: IAMClient;
  readonly sts: STSClient;
  readonly organizations: OrganizationsClient;
  readonly secretsManager: SecretsManagerClient;
  readonly ssm: SSMClient;
}

/** Credentials as STS and IAM hand them out. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * What a target can offer beyond one account.
 *
 * - `organization`: the fixture organization exists, so that there is also a member account.
 * - `fresh-account`: nothing outside the suite has ever touched the accounts (no credential report yet).
 */
export type Feature = 'organization' | 'fresh-account';

/** `home` is the account of the base credentials (the management account where there is an organization). */
export type AccountRole = 'home' | 'member';

/**
 * A place where a target is known to behave unlike AWS, with the reason for accepting it.
 *
 * `shows` is a piece of the failure message, so that a second defect in the same case cannot hide behind the
 * first one. A difference whose case passes is an error: the list has to stay true.
 */
export interface KnownDifference {
  readonly caseId: string;
  readonly shows: string;
  readonly reason: string;
}

/** An endpoint that the suite runs against. */
export interface Target {
  readonly name: string;
  readonly features: ReadonlySet<Feature>;
  readonly differences: readonly KnownDifference[];
  /** Says why this machine cannot run the target, or nothing if it can. */
  readonly leftOut: () => Promise<string | undefined>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** The fixtures that `start` made. */
  readonly world: () => World;
  /** Clients with full rights in one of the two accounts. */
  readonly clients: (account?: AccountRole) => Clients;
  /** Clients signing with the given credentials, for example a key that a case has just created. */
  readonly clientsWith: (credentials: Credentials) => Clients;
  /** Returns when earlier changes are visible everywhere (IAM is eventually consistent). */
  readonly settle: () => Promise<void>;
}
