import type { AccountName, UnitName } from './world.ts';

/** A user that exists before the first case runs. */
export interface UserFixture {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
  readonly attachedPolicyArns: readonly string[];
  readonly inlinePolicies: Readonly<Record<string, string>>;
  readonly boundaryArn: string | undefined;
}

/** A role that exists before the first case runs. */
export interface RoleFixture {
  readonly name: string;
  readonly trustedAccount: 'home';
  readonly policyName: string;
  readonly policyDocument: string;
}

/** What each account, and the organization above them, has to hold. Inert data: a builder makes it real. */
export interface Fixtures {
  readonly prefix: string;
  /** The path of every fixture user and group. */
  readonly path: string;
  readonly groups: readonly string[];
  readonly users: readonly UserFixture[];
  readonly memberUsers: readonly UserFixture[];
  readonly role: RoleFixture;
  readonly parameters: Readonly<Record<string, string>>;
}

/** AWS attaches this policy to a user whose key it found in public; it only denies. */
export const QUARANTINE_POLICY_ARN = 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV2';

/** Users that a case gives keys to; one per case, because a user holds two. */
export const KEY_USERS = [
  'create',
  'list',
  'dates',
  'page',
  'quota',
  'status',
  'delete',
  'make-room',
  'wrong-owner-status',
  'wrong-owner-delete',
  'last-used',
  'report',
  'caller',
  'caller-inactive',
  'caller-deleted',
  'caller-reactivated',
  'powerless',
  'not-allowed',
  'signature-age',
] as const;

export type KeyUser = (typeof KEY_USERS)[number];

/** The parents of the fixture organization's units; `root` stands for the organization's root. */
export const UNIT_PARENTS: Readonly<Record<UnitName, UnitName | 'root'>> = {
  workloads: 'root',
  production: 'workloads',
  empty: 'root',
};

/** Where each fixture account lives. */
export const ACCOUNT_PARENTS: Readonly<Record<AccountName, UnitName | 'root'>> = {
  member: 'workloads',
  'production-a': 'production',
  'production-b': 'production',
  'production-c': 'production',
  loose: 'root',
};

/** Tags of the account `production-a`; the others have none. */
export const ACCOUNT_TAGS: Readonly<Record<string, string>> = {
  owner: 'team-a@example.com',
  stage: 'production',
  'keyturn:exempt': 'no',
};

/** Tags of the user `rich`. */
export const RICH_TAGS: Readonly<Record<string, string>> = {
  owner: 'jane.doe@example.com',
  'keyturn:policy': 'standard',
  'cost center': 'R&D / 42',
};

/** The inline policy of the user `rich`. */
export const RICH_INLINE_POLICY: string = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::example-bucket/*' }],
});

const READER_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['iam:ListUsers', 'iam:GetUser'], Resource: '*' }],
});

/** Every character that IAM allows in a user name beside letters and digits. */
const ODD_NAME = 'od+d=na,me.at@dash-under_1';

/** Fixtures whose names start with `prefix`. */
export function fixtures(prefix: string): Fixtures {
  const group = (stem: string): string => `${prefix}-group-${stem}`;
  return {
    prefix,
    path: `/${prefix}/`,
    groups: [group('team'), group('audit'), group('empty')],
    users: [
      richUser(prefix, [group('team'), group('audit')]),
      plainUser(userName(prefix, 'plain')),
      plainUser(oddUserName(prefix)),
      plainUser(userName(prefix, 'second'), [group('team')]),
      plainUser(userName(prefix, 'third'), [group('team')]),
      ...KEY_USERS.map((stem) => plainUser(keyUserName(prefix, stem))),
    ],
    memberUsers: [plainUser(userName(prefix, 'member-only'))],
    role: {
      name: `${prefix}-reader`,
      trustedAccount: 'home',
      policyName: 'read-users',
      policyDocument: READER_POLICY,
    },
    parameters: { [parameterName(prefix)]: 'mail.example.com', [flatParameterName(prefix)]: 'flat' },
  };
}

/** Name of a fixture user. */
export function userName(
  prefix: string,
  stem: 'rich' | 'plain' | 'second' | 'third' | 'member-only',
): string {
  return `${prefix}-${stem}`;
}

/** Name of the fixture user with every allowed punctuation character. */
export function oddUserName(prefix: string): string {
  return `${prefix}-${ODD_NAME}`;
}

/** Name of a user that one case gives keys to. */
export function keyUserName(prefix: string, stem: KeyUser): string {
  return `${prefix}-key-${stem}`;
}

/** Name of a fixture group. */
export function groupName(prefix: string, stem: 'team' | 'audit' | 'empty'): string {
  return `${prefix}-group-${stem}`;
}

/** Name of the fixture parameter in Systems Manager. */
export function parameterName(prefix: string): string {
  return `/${prefix}/smtp/host`;
}

/** Name of a fixture parameter outside any hierarchy, and so without a slash. */
export function flatParameterName(prefix: string): string {
  return `${prefix}-flat`;
}

function richUser(prefix: string, groups: readonly string[]): UserFixture {
  return {
    name: userName(prefix, 'rich'),
    tags: RICH_TAGS,
    groups,
    attachedPolicyArns: [QUARANTINE_POLICY_ARN],
    inlinePolicies: { 'read-one-bucket': RICH_INLINE_POLICY },
    boundaryArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
  };
}

function plainUser(name: string, groups: readonly string[] = []): UserFixture {
  return { name, tags: {}, groups, attachedPolicyArns: [], inlinePolicies: {}, boundaryArn: undefined };
}
