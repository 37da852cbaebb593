import { isoTime } from '../domain/time.ts';
import type { UserScope } from '../ports/cloud.ts';

/** AWS's limit for the plain text of a session policy, in characters. */
export const SESSION_POLICY_LIMIT = 2048;

/**
 * The session policy of one saga: one user, one secret, until the lease ends.
 *
 * IAM knows no fencing tokens. A worker that hangs past its lease would go on with whatever it has; this policy makes
 * AWS itself refuse it. A secret's ARN ends in six random characters, hence the question marks; a secret that does
 * not exist yet has only its name, hence the ARN without them, by which asking for it gets "not found" and not "denied".
 */
export function sessionPolicy(scope: UserScope, region: string): string {
  const Condition = until(scope);
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: USER_ACTIONS, Resource: scope.userArn, Condition },
      { Effect: 'Allow', Action: SECRET_ACTIONS, Resource: secretArns(scope, region), Condition },
    ],
  });
}

/** The session policy of a dry run that looks at one user's secret: it may ask about that, and change nothing. */
export function lookPolicy(scope: UserScope, region: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: LOOK_ACTIONS,
        Resource: secretArns(scope, region),
        Condition: until(scope),
      },
    ],
  });
}

function secretArns(scope: UserScope, region: string): readonly string[] {
  const partition = scope.userArn.split(':')[1] ?? 'aws';
  const secret = `arn:${partition}:secretsmanager:${region}:${scope.account.id}:secret:${scope.secretName}`;
  return [secret, `${secret}-??????`];
}

function until(scope: UserScope): object {
  return { DateLessThan: { 'aws:CurrentTime': isoTime(scope.until) } };
}

/** What a saga does to its user. */
export const USER_ACTIONS: readonly string[] = [
  'iam:ListAccessKeys',
  'iam:GetAccessKeyLastUsed',
  'iam:ListGroupsForUser',
  'iam:ListUserTags',
  'iam:CreateAccessKey',
  'iam:UpdateAccessKey',
  'iam:DeleteAccessKey',
];

/** What a saga does to its secret: GetSecretValue is not among it. */
export const SECRET_ACTIONS: readonly string[] = [
  'secretsmanager:DescribeSecret',
  'secretsmanager:CreateSecret',
  'secretsmanager:RestoreSecret',
  'secretsmanager:TagResource',
  'secretsmanager:GetResourcePolicy',
  'secretsmanager:PutResourcePolicy',
  'secretsmanager:PutSecretValue',
  'secretsmanager:UpdateSecretVersionStage',
];

/** What a dry run asks about a secret. */
const LOOK_ACTIONS: readonly string[] = ['secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy'];
