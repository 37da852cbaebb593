import { type Alias, NO_MAIL, noted, sets } from './alias.ts';

const OWN_CREDENTIALS = 'Keyturn acts as the role whose credentials it is given';
const DEPLOYMENT = 'it belongs to the deployment, which is not part of this version yet';

/** The variables of system A’s functions, and the parameters of its templates that are called otherwise. */
export const AWS_SAMPLES_ALIASES: readonly Alias[] = [
  { name: 'DryRunFlag', system: 'A', effect: { kind: 'dry-run' } },
  sets('A', 'RotationPeriod', 'policy.rotateAfter', 'days'),
  sets('A', 'InactiveBuffer', 'policy.installGrace', 'days'),
  sets('A', 'InstallationGracePeriod', 'policy.installGrace', 'days'),
  { name: 'InactivePeriod', system: 'A', effect: { kind: 'checks-inactive-age' } },
  sets('A', 'RecoveryGracePeriod', 'policy.recoveryGrace', 'days'),
  sets('A', 'PendingActionWarnPeriod', 'policy.warnBefore', 'list-of-days'),
  { name: 'IAMExemptionGroup', system: 'A', effect: { kind: 'exempts', by: 'group' } },
  sets('A', 'IAMAssumedRoleName', 'organization.role', 'text'),
  sets('A', 'OrgListAccount', 'organization.list.accountId', 'text'),
  sets('A', 'OrgListRole', 'organization.list.role', 'text'),
  sets('A', 'AWSOrgID', 'organization.id', 'text'),
  sets('A', 'InventoryOU', 'scope.organizationalUnits', 'list'),
  ...noted(
    'A',
    ['StoreSecretsInCentralAccount'],
    'this version stores each secret in the account of its user, and in no central one',
  ),
  ...noted('A', ['CredentialReplicationRegions'], 'this version makes no replicas of secrets'),
  ...noted('A', ['ResourceOwnerTag'], `${NO_MAIL}, so nobody is looked up by a tag`),
  ...noted('A', ['AdminEmailAddress', 'ADMIN_EMAIL', 'EmailTemplateEnforce', 'EmailTemplateAudit'], NO_MAIL),
  ...noted('A', ['SMTPUserParamName', 'SMTPPasswordParamName'], NO_MAIL),
  ...noted(
    'A',
    ['RoleSessionName'],
    'Keyturn names its sessions, to find a key again by the session that made it',
  ),
  ...noted('A', ['PrimaryAccountID', 'ExecutionRoleName', 'InventoryExecutionRoleName'], OWN_CREDENTIALS),
  ...noted('A', ['RunLambdaInVPC', 'VpcId', 'VpcCidr', 'SubnetId'], DEPLOYMENT),
  ...noted('A', ['S3BucketName', 'S3BucketPrefix', 'S3_BUCKET_NAME', 'S3_BUCKET_PREFIX'], DEPLOYMENT),
  ...noted('A', ['NotifierArn', 'LambdaRotationFunction'], DEPLOYMENT),
];
