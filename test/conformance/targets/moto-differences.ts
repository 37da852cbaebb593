import type { KnownDifference } from '../harness/target.ts';

const NO_PAGING = 'moto answers everything on one page, whatever MaxItems says';
const NO_BOUNDARY = 'moto does not keep the permissions boundary of users';
const NO_PREFIX = 'moto makes up user and group ids without the prefix for their type';
const FRACTION = 'moto gives fractions of a second in creation dates';
const NO_AUTHENTICATION = 'moto accepts every signature unless switched to authenticate';
const NO_AUTHORIZATION = 'moto does not evaluate policies unless switched to authorize';
const SUCCEEDED = 'it succeeded';
const NOT_FOUND = "expected 'ResourceNotFoundException'";

/** Where moto 5.2.1 is known to behave unlike AWS. */
export const MOTO_DIFFERENCES: readonly KnownDifference[] = [
  {
    caseId: 'iam-users/paging',
    shows: 'to be less than or equal to 4',
    reason: NO_PAGING,
  },
  { caseId: 'iam-users/tags-paging', shows: 'expected [ 3 ] to deeply equal [ 1, 1, 1 ]', reason: NO_PAGING },
  { caseId: 'iam-groups/for-user-paging', shows: 'expected [ 2 ] to deeply equal', reason: NO_PAGING },
  { caseId: 'iam-groups/members-paging', shows: 'expected [ 3 ] to deeply equal', reason: NO_PAGING },
  {
    caseId: 'iam-authorization-details/paging',
    shows: 'to be less than or equal to 3',
    reason: NO_PAGING,
  },
  { caseId: 'iam-access-keys/list-paging', shows: 'expected [ 2 ] to deeply equal', reason: NO_PAGING },
  { caseId: 'iam-users/get', shows: 'to match /^AIDA', reason: NO_PREFIX },
  { caseId: 'iam-groups/for-user-fields', shows: 'to match /^AGPA', reason: NO_PREFIX },
  { caseId: 'iam-authorization-details/identity', shows: 'to match /^AIDA', reason: NO_PREFIX },
  { caseId: 'iam-users/create-date-seconds', shows: 'to be +0', reason: FRACTION },
  { caseId: 'iam-access-keys/create-date-seconds', shows: 'to be +0', reason: FRACTION },
  { caseId: 'iam-users/get-boundary', shows: 'expected undefined to be', reason: NO_BOUNDARY },
  { caseId: 'iam-authorization-details/boundary', shows: 'expected undefined to be', reason: NO_BOUNDARY },
  {
    caseId: 'iam-groups/empty',
    shows: 'expected undefined to be false',
    reason: 'moto leaves IsTruncated out of GetGroup',
  },
  {
    caseId: 'iam-credential-report/root-row',
    shows: "to be '<root_account>'",
    reason: 'moto has no row for the root user',
  },
  {
    caseId: 'iam-credential-report/user-row',
    shows: 'to match object',
    reason: 'moto says not_supported instead of N/A for the Region and service of a never-used key',
  },
  {
    caseId: 'iam-credential-report/cached',
    shows: "expected 'true' to be 'false'",
    reason: 'moto makes a new report on each request',
  },
  { caseId: 'sts/inactive-key', shows: SUCCEEDED, reason: NO_AUTHENTICATION },
  { caseId: 'sts/deleted-key', shows: SUCCEEDED, reason: NO_AUTHENTICATION },
  {
    caseId: 'sts-assume-role/unknown-role',
    shows: SUCCEEDED,
    reason: 'moto assumes roles that do not exist',
  },
  { caseId: 'sts-assume-role/not-allowed', shows: SUCCEEDED, reason: NO_AUTHORIZATION },
  ...['session-name', 'short-session', 'long-session', 'long-policy', 'malformed-policy'].map((limit) => ({
    caseId: `sts-assume-role/${limit}`,
    shows: SUCCEEDED,
    reason: 'moto does not validate the parameters of AssumeRole',
  })),
  { caseId: 'sts/session-policy', shows: SUCCEEDED, reason: NO_AUTHORIZATION },
  { caseId: 'sts/role-policy', shows: SUCCEEDED, reason: NO_AUTHORIZATION },
  ...['iam', 'sts', 'ssm', 'organizations'].flatMap((service) => [
    { caseId: `refusals/unknown-key-${service}`, shows: SUCCEEDED, reason: NO_AUTHENTICATION },
    { caseId: `refusals/wrong-secret-${service}`, shows: SUCCEEDED, reason: NO_AUTHENTICATION },
  ]),
  ...['iam', 'ssm', 'organizations'].map((service) => ({
    caseId: `refusals/denied-${service}`,
    shows: SUCCEEDED,
    reason: NO_AUTHORIZATION,
  })),
  // Let in, it then looks for the secret that the case made up.
  { caseId: 'refusals/unknown-key-secrets-manager', shows: NOT_FOUND, reason: NO_AUTHENTICATION },
  { caseId: 'refusals/wrong-secret-secrets-manager', shows: NOT_FOUND, reason: NO_AUTHENTICATION },
  { caseId: 'refusals/denied-secrets-manager', shows: NOT_FOUND, reason: NO_AUTHORIZATION },
  { caseId: 'organizations-accounts/member-refused', shows: SUCCEEDED, reason: NO_AUTHORIZATION },
  {
    caseId: 'organizations-tree/parents-unknown',
    shows: "expected 'AccountNotFoundException'",
    reason: 'moto looks the child up as an account, with that error',
  },
  {
    caseId: 'secrets-create/bad-name',
    shows: SUCCEEDED,
    reason: 'moto does not check the characters of secret names',
  },
  {
    caseId: 'secrets-versions/same-token-other-value',
    shows: SUCCEEDED,
    reason: 'moto overwrites a version that still has AWSPENDING',
  },
  {
    caseId: 'secrets-versions/unlabelled',
    shows: 'expected { …(3) } to deeply equal { …(2) }',
    reason: 'moto describes versions without labels too',
  },
  {
    caseId: 'secrets-versions/promote',
    shows: "expected 'one' to be 'two'",
    reason: 'moto reads the version that was current before UpdateSecretVersionStage',
  },
  {
    caseId: 'secrets-deletion/writes-refused',
    shows: SUCCEEDED,
    reason: 'moto writes to secrets that are scheduled for deletion',
  },
  {
    caseId: 'secrets-versions/default-stage-ends-pending',
    shows: "to deeply equal [ [ 'AWSPREVIOUS' ], [ 'AWSCURRENT' ] ]",
    reason: 'moto moves labels around the version that was current before UpdateSecretVersionStage',
  },
  {
    caseId: 'secrets-deletion/changes-refused',
    shows: SUCCEEDED,
    reason: 'moto changes secrets that are scheduled for deletion',
  },
  {
    caseId: 'secrets-deletion/policy-refused',
    shows: SUCCEEDED,
    reason: 'moto gives the policy of secrets that are scheduled for deletion',
  },
  {
    caseId: 'secrets-deletion/create-refused',
    shows: "expected 'ResourceExistsException'",
    reason: 'moto does not tell a deleted secret from a present one here',
  },
  {
    caseId: 'secrets-access/malformed-policy',
    shows: SUCCEEDED,
    reason: 'moto stores any text as a policy',
  },
  {
    caseId: 'iam-policy-attachments/malformed-arn',
    shows: "expected 'NoSuchEntityException' to be 'ValidationError'",
    reason: 'moto looks a malformed ARN up',
  },
  {
    caseId: 'sts-assume-role/malformed-arn',
    shows: SUCCEEDED,
    reason: 'moto does not validate the parameters of AssumeRole',
  },
  {
    caseId: 'secrets-answers/listed-by-creation',
    shows: 'to deeply equal',
    reason: 'moto does not know SortOrder',
  },
  ...['bytes', 'binary-bytes'].map((size) => ({
    caseId: `secrets-answers/${size}`,
    shows: SUCCEEDED,
    reason: 'moto stores values of any size',
  })),
  {
    caseId: 'ssm/slash',
    shows: "expected [ 'conformance-flat', 'flat' ]",
    reason: 'moto answers with the name that the parameter was made with',
  },
  {
    caseId: 'ssm/impossible-names',
    shows: "expected 'ParameterNotFound' to be 'ValidationException'",
    reason: 'moto looks names up that no parameter can have',
  },
  { caseId: 'ssm/large-value', shows: SUCCEEDED, reason: 'moto stores values of any size' },
  ...['sts-far', 'secrets-manager'].map((service) => ({
    caseId: `signature-age/${service}`,
    shows: SUCCEEDED,
    reason: NO_AUTHENTICATION,
  })),
];
