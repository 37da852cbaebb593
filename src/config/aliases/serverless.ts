import { type Alias, NO_MAIL, noted, sets } from './alias.ts';

/** The variables of system D, which has all of its settings in them. */
export const SERVERLESS_ALIASES: readonly Alias[] = [
  { name: 'DRY_RUN_FLAG', system: 'D', effect: { kind: 'dry-run' } },
  sets('D', 'ROTATION_PERIOD', 'policy.rotateAfter', 'days'),
  sets('D', 'INSTALLATION_GRACE_PERIOD', 'policy.installGrace', 'days'),
  sets('D', 'INACTIVE_BUFFER', 'policy.installGrace', 'days'),
  sets('D', 'RECOVERY_GRACE_PERIOD', 'policy.recoveryGrace', 'days'),
  sets('D', 'PENDING_ACTION_WARN_PERIOD', 'policy.warnBefore', 'list-of-days'),
  { name: 'IAM_EXEMPTION_GROUP', system: 'D', effect: { kind: 'exempts', by: 'group' } },
  sets('D', 'IAM_ASSUMED_ROLE_NAME', 'organization.role', 'text'),
  sets('D', 'AWS_ORG_ID', 'organization.id', 'text'),
  {
    name: 'RECIPIENT_EMAIL',
    system: 'D',
    effect: {
      kind: 'implies',
      path: 'organization.onListDenied',
      value: 'this-account',
      why: `the address itself has no effect: ${NO_MAIL}`,
    },
  },
  ...noted('D', ['SENDER_EMAIL', 'SES_DOMAIN', 'EMAIL_TEMPLATE_ENFORCE', 'EMAIL_TEMPLATE_AUDIT'], NO_MAIL),
  ...noted('D', ['PRIMARY_ACCOUNT_ID'], 'the account that Keyturn works from is that of its credentials'),
  ...noted('D', ['EXECUTION_ROLE_NAME'], 'Keyturn acts as the role whose credentials it is given'),
  ...noted(
    'D',
    ['ROLE_SESSION_NAME'],
    'Keyturn names its sessions, to find a key again by the session that made it',
  ),
  ...noted(
    'D',
    ['SLS_ORG', 'SLS_STAGE', 'STAGE'],
    'it belongs to the Serverless Framework, which Keyturn does without',
  ),
];
