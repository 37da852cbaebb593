/** How the text of a variable becomes a value. */
export type VariableKind = 'text' | 'list' | 'flag' | 'count' | 'tags';

/** An environment variable that sets one setting. */
export interface Variable {
  readonly name: string;
  /** Dotted path of the setting. */
  readonly path: string;
  readonly kind: VariableKind;
}

const variable = (name: string, path: string, kind: VariableKind = 'text'): Variable => ({
  name: `KEYTURN_${name}`,
  path,
  kind,
});

/**
 * Every variable that is read as a setting, in the order of the schema. Lists are separated by commas.
 *
 * Lists of mappings, such as the exemptions, are only in the file.
 */
export const VARIABLES: readonly Variable[] = [
  variable('PRESET', 'preset'),
  variable('ROTATE_AFTER', 'policy.rotateAfter'),
  variable('INSTALL_GRACE', 'policy.installGrace'),
  variable('RECOVERY_GRACE', 'policy.recoveryGrace'),
  variable('WARN_BEFORE', 'policy.warnBefore', 'list'),
  variable('MIN_NOTICE', 'policy.minNotice'),
  variable('QUIET_PERIOD', 'policy.quietPeriod'),
  variable('REPORTING_LAG', 'policy.reportingLag'),
  variable('HOLD_ESCALATE_AFTER', 'policy.holdEscalateAfter'),
  variable('UNUSED_FOR', 'policy.unusedFor'),
  variable('UNUSED_KEYS', 'policy.unusedKeys'),
  variable('IN_USE_EXTEND', 'policy.inUse.extend'),
  variable('IN_USE_AFTERWARDS', 'policy.inUse.afterwards'),
  variable('ADOPTION', 'policy.adoption'),
  variable('ADOPTION_WAIT', 'policy.adoptionWait'),
  variable('NOTICE', 'policy.notice'),
  variable('CONFLICT', 'policy.conflict'),
  variable('INACTIVE_CLEANUP', 'policy.inactiveCleanup'),
  variable('ACCOUNTS', 'scope.accounts', 'list'),
  variable('EXCLUDE_ACCOUNTS', 'scope.excludeAccounts', 'list'),
  variable('ORGANIZATIONAL_UNITS', 'scope.organizationalUnits', 'list'),
  variable('EXCLUDE_ORGANIZATIONAL_UNITS', 'scope.excludeOrganizationalUnits', 'list'),
  variable('ACCOUNT_TAGS', 'scope.accountTags', 'tags'),
  variable('USERS', 'scope.users', 'list'),
  variable('PATHS', 'scope.paths', 'list'),
  variable('MODE', 'organization.mode'),
  variable('ORGANIZATION_ID', 'organization.id'),
  variable('ROLE', 'organization.role'),
  variable('READ_ROLE', 'organization.readRole'),
  variable('ROTATE_ROLE', 'organization.rotateRole'),
  variable('LIST_ACCOUNT', 'organization.list.accountId'),
  variable('LIST_ROLE', 'organization.list.role'),
  variable('ON_LIST_DENIED', 'organization.onListDenied'),
  variable('MAX_CHANGES_PER_RUN', 'safety.maxChangesPerRun', 'count'),
  variable('MAX_CHANGES_PER_ACCOUNT', 'safety.maxChangesPerAccount', 'count'),
  variable('PLAN_EXPIRY', 'safety.planExpiry'),
  variable('CANARY_ACCOUNTS', 'safety.canary.accounts', 'list'),
  variable('CANARY_ORGANIZATIONAL_UNITS', 'safety.canary.organizationalUnits', 'list'),
  variable('CANARY_FOR', 'safety.canary.for'),
  variable('KILL_SWITCH', 'safety.killSwitch.engaged', 'flag'),
  variable('KILL_SWITCH_PARAMETER', 'safety.killSwitch.parameter'),
  variable('SECRET_NAME', 'delivery.secretName'),
  variable('REGION', 'delivery.region'),
  variable('READERS', 'delivery.readers', 'list'),
  variable('ADOPT_EXISTING', 'delivery.adoptExisting', 'flag'),
  variable('READERS_CONFIRMED', 'delivery.readersConfirmed', 'flag'),
  variable('LEDGER', 'ledger.path'),
  variable('NOTIFY_CONSOLE', 'notify.console', 'flag'),
  variable('NOTIFY_FILE', 'notify.file'),
  variable('CONCURRENCY', 'concurrency.accounts', 'count'),
  variable('REQUESTS_PER_SECOND', 'concurrency.requestsPerSecond', 'count'),
  variable('REQUEST_TIMEOUT', 'concurrency.requestTimeout'),
  variable('CREDENTIAL_REPORT', 'reading.credentialReport', 'flag'),
  variable('SWEEP_EVERY', 'reading.sweepEvery'),
];

/** The variable that names the configuration file. */
export const CONFIG_VARIABLE = 'KEYTURN_CONFIG';

/** Names that begin with `KEYTURN_` and set nothing. A name that ends in `_` stands for all that begin with it. */
export const OTHER_VARIABLES: readonly string[] = [CONFIG_VARIABLE, 'KEYTURN_CONFORMANCE_', 'KEYTURN_DEBUG'];
