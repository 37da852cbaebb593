/** A statement of a resource policy, as Keyturn writes it. */
export interface OwnStatement {
  readonly Sid: 'KeyturnOwner' | 'KeyturnReaders' | 'KeyturnNobodyElse';
  readonly [element: string]: unknown;
}

/** Whose secret it is. */
export interface SecretOwner {
  readonly arn: string;
  readonly userId: string;
}

/** The names of all statements that Keyturn writes; whatever carries one of them is Keyturn's own. */
export const OWN_SIDS: readonly string[] = [
  'KeyturnOwner',
  'KeyturnReaders',
  'KeyturnNobodyElse',
] satisfies readonly OwnStatement['Sid'][];

const READ = [
  'secretsmanager:GetSecretValue',
  'secretsmanager:DescribeSecret',
  'secretsmanager:ListSecretVersionIds',
];

/**
 * The resource policy of a user's secret that Keyturn made.
 *
 * Allows the owner and the readers, and denies the value to everybody else: inside one account an identity policy
 * alone would otherwise be enough to read it.
 */
export function secretPolicy(owner: SecretOwner, readers: readonly string[]): string {
  const Statement = [...allowStatements(owner, readers), denyStatement(owner, readers)];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

/** Lets the owner read, and the readers when there are any. */
export function allowStatements(owner: SecretOwner, readers: readonly string[]): readonly OwnStatement[] {
  const allow = (Sid: OwnStatement['Sid'], AWS: string | readonly string[]): OwnStatement => ({
    Sid,
    Effect: 'Allow',
    Principal: { AWS },
    Action: READ,
    Resource: '*',
  });
  return [
    allow('KeyturnOwner', owner.arn),
    ...(readers.length === 0 ? [] : [allow('KeyturnReaders', readers)]),
  ];
}

/**
 * Keeps the value from everybody but the owner and the readers. It names the owner by user id, so that a user who is
 * deleted and made again under the same name does not inherit the secret.
 */
export function denyStatement(owner: SecretOwner, readers: readonly string[]): OwnStatement {
  const notReaders = readers.length === 0 ? {} : { ArnNotEquals: { 'aws:PrincipalArn': readers } };
  return {
    Sid: 'KeyturnNobodyElse',
    Effect: 'Deny',
    Principal: '*',
    Action: 'secretsmanager:GetSecretValue',
    Resource: '*',
    Condition: { StringNotEquals: { 'aws:userid': owner.userId }, ...notReaders },
  };
}
