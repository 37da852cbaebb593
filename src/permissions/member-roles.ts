import { SECRET_ACTIONS, USER_ACTIONS } from './session-policy.ts';

/** A JSON policy as a plain object. */
export type PolicyDocument = Readonly<Record<string, unknown>>;

/** What the roles of a member account depend on. */
export interface MemberRoleInput {
  readonly accountId: string;
  readonly partition?: string;
  /** The role that Keyturn itself runs as, in the hub account. */
  readonly hubRoleArn: string;
  readonly organizationId: string;
  /** The secrets that the rotate role may touch, as a name with `*` for what varies. */
  readonly secretNamePattern: string;
}

/**
 * Trust for both member roles: the hub account, narrowed to the hub role and to the organization.
 *
 * The principal is the account and the role is named in a condition: a role named as principal is replaced by its
 * internal id, and a hub role that is made again under the same name would be locked out.
 */
export function memberTrust(input: Pick<MemberRoleInput, 'hubRoleArn' | 'organizationId'>): PolicyDocument {
  const [, partition = 'aws', , , hubAccount = ''] = input.hubRoleArn.split(':');
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${hubAccount}:root` },
        Action: 'sts:AssumeRole',
        Condition: {
          ArnEquals: { 'aws:PrincipalArn': input.hubRoleArn },
          StringEquals: { 'aws:PrincipalOrgID': input.organizationId },
        },
      },
    ],
  };
}

/** Fits the default of `delivery.secretName`. */
const DEFAULT_PATTERN = 'Account_*';

/**
 * Permissions of the role that only reads. GetAccountAuthorizationDetails and the credential report have no resource to
 * narrow them to. Of a secret it may know that it is there and which version is current, and never a value.
 */
export function readRolePolicy(
  input: Pick<MemberRoleInput, 'accountId' | 'partition'> &
    Partial<Pick<MemberRoleInput, 'secretNamePattern'>>,
): PolicyDocument {
  const { accountId, partition = 'aws', secretNamePattern = DEFAULT_PATTERN } = input;
  const users = `arn:${partition}:iam::${accountId}:user/*`;
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'iam:GetAccountAuthorizationDetails',
          'iam:GenerateCredentialReport',
          'iam:GetCredentialReport',
        ],
        Resource: '*',
      },
      { Effect: 'Allow', Action: ['iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed'], Resource: users },
      {
        Effect: 'Allow',
        Action: 'secretsmanager:DescribeSecret',
        Resource: `arn:${partition}:secretsmanager:*:${accountId}:secret:${secretNamePattern}`,
      },
    ],
  };
}

/**
 * Permissions of the role that rotates; every session of it is narrowed further to one user and one secret.
 *
 * No GetSecretValue, no TagUser, no PutUserPolicy: it can neither read what it stored nor widen its own reach.
 */
export function rotateRolePolicy(
  input: Pick<MemberRoleInput, 'accountId' | 'partition' | 'secretNamePattern'>,
): PolicyDocument {
  const partition = input.partition ?? 'aws';
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: USER_ACTIONS, Resource: `arn:${partition}:iam::${input.accountId}:user/*` },
      {
        Effect: 'Allow',
        Action: SECRET_ACTIONS,
        Resource: `arn:${partition}:secretsmanager:*:${input.accountId}:secret:${input.secretNamePattern}`,
      },
    ],
  };
}

/** Permissions of the hub role: entering member accounts, listing the organization, and reading its kill switch. */
export function hubRolePolicy(input: {
  readonly partition?: string;
  readonly hubAccountId: string;
  readonly readRole: string;
  readonly rotateRole: string;
  /** The role that lists the organization, when it is another account's (`organization.list`). */
  readonly listRoleArn?: string;
}): PolicyDocument {
  const partition = input.partition ?? 'aws';
  const roles = [input.readRole, input.rotateRole].map((role) => `arn:${partition}:iam::*:role/${role}`);
  const listRole = input.listRoleArn === undefined ? [] : [input.listRoleArn];
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: [...new Set([...roles, ...listRole])] },
      {
        Effect: 'Allow',
        Action: [
          'organizations:ListAccounts',
          'organizations:ListRoots',
          'organizations:ListAccountsForParent',
          'organizations:ListOrganizationalUnitsForParent',
          'organizations:ListTagsForResource',
        ],
        Resource: '*',
      },
      {
        Effect: 'Allow',
        Action: 'ssm:GetParameter',
        Resource: `arn:${partition}:ssm:*:${input.hubAccountId}:parameter/keyturn/*`,
      },
    ],
  };
}
