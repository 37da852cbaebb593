/**
 * The resource policy of a user's secret.
 *
 * Allows the owner and the readers, and denies the value to everybody else: inside one account an identity policy
 * alone would otherwise be enough to read it. The deny names the owner by user id, so that a user who is deleted and
 * made again under the same name does not inherit the secret.
 */
export function secretPolicy(
  owner: { readonly arn: string; readonly userId: string },
  readers: readonly string[],
): string {
  const resource = { Resource: '*' };
  const read = [
    'secretsmanager:GetSecretValue',
    'secretsmanager:DescribeSecret',
    'secretsmanager:ListSecretVersionIds',
  ];
  const notReaders = readers.length === 0 ? {} : { ArnNotEquals: { 'aws:PrincipalArn': readers } };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'KeyturnOwner', Effect: 'Allow', Principal: { AWS: owner.arn }, Action: read, ...resource },
      ...(readers.length === 0
        ? []
        : [
            {
              Sid: 'KeyturnReaders',
              Effect: 'Allow',
              Principal: { AWS: readers },
              Action: read,
              ...resource,
            },
          ]),
      {
        Sid: 'KeyturnNobodyElse',
        Effect: 'Deny',
        Principal: '*',
        Action: 'secretsmanager:GetSecretValue',
        ...resource,
        Condition: { StringNotEquals: { 'aws:userid': owner.userId }, ...notReaders },
      },
    ],
  });
}
