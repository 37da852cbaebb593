/** One field of the JSON output, as docs/output.md describes it. */
export interface JsonField {
  /** Dotted; `[]` stands for each entry of a list, `{}` for each value of an object that serves as a table. */
  readonly path: string;
  readonly type: string;
  readonly meaning: string;
  /** When the field is there; without it, always. */
  readonly when?: string;
}

/** The fields of the run as a whole. */
export const RUN_FIELDS: readonly JsonField[] = [
  {
    path: 'schema',
    type: '`keyturn/run/v1`',
    meaning:
      'Name and version of this format. Fields may be added within a version; none is removed or changes its meaning.',
  },
  { path: 'runId', type: 'text', meaning: 'Identifies the run, in the ledger too.' },
  { path: 'startedAt', type: 'time', meaning: 'When the run began.' },
  {
    path: 'endedAt',
    type: 'time',
    meaning: 'When it ended. Ages in the table and in the page are as of this time.',
  },
  {
    path: 'enforce',
    type: 'true or false',
    meaning: 'Whether the run was allowed to change anything in AWS.',
  },
  { path: 'rehearsal', type: 'true or false', meaning: 'Whether the run rehearsed another day (`--now`).' },
  {
    path: 'complete',
    type: 'true or false',
    meaning:
      'Whether everything in scope was read, nothing failed and nothing stopped the run. Never true of a narrowed run.',
  },
  {
    path: 'exitCode',
    type: '0 or 2',
    meaning:
      'Exit code of the run: 2 when it could not do everything that was asked for. `--fail-on` may make the command exit with 3 instead of 0.',
  },
  {
    path: 'narrowed',
    type: 'object',
    meaning: 'What `--account` and `--user` narrowed the run to, as it was given.',
    when: 'a narrowed run',
  },
  {
    path: 'narrowed.accounts',
    type: 'list',
    meaning: 'Ids or names of accounts; empty for all of them.',
    when: 'a narrowed run',
  },
  { path: 'narrowed.accounts[]', type: 'text', meaning: 'One of them.', when: 'a narrowed run' },
  {
    path: 'narrowed.users',
    type: 'list',
    meaning: 'Names, globs or ids of users; empty for all of them.',
    when: 'a narrowed run',
  },
  { path: 'narrowed.users[]', type: 'text', meaning: 'One of them.', when: 'a narrowed run' },
  {
    path: 'untold',
    type: '`all` or `some`',
    meaning:
      'Deactivations are held, since owners must be told first and no channel can do that: of everybody, or of all but those whose policy asks for no notice.',
    when: 'so',
  },
  {
    path: 'stopped',
    type: 'object',
    meaning: 'Why a run that was to enforce changed nothing.',
    when: 'the run was stopped',
  },
  { path: 'stopped.code', type: 'text', meaning: 'The cause as a stable code.', when: 'the run was stopped' },
  { path: 'stopped.why', type: 'text', meaning: 'The cause in words.', when: 'the run was stopped' },
  {
    path: 'applied',
    type: 'object',
    meaning: 'What became of the saved plan.',
    when: '`keyturn apply`',
  },
  {
    path: 'applied.plan',
    type: 'text',
    meaning: 'Digest of the plan.',
    when: '`keyturn apply`',
  },
  { path: 'applied.madeAt', type: 'time', meaning: 'When the plan was made.', when: '`keyturn apply`' },
  {
    path: 'applied.left',
    type: 'count',
    meaning: 'Decisions that are due but not in the plan; they were left alone.',
    when: '`keyturn apply`',
  },
  {
    path: 'applied.refused',
    type: 'list',
    meaning: 'Decisions of the plan that were not executed.',
    when: '`keyturn apply`',
  },
  { path: 'applied.refused[].accountId', type: 'text', meaning: 'Account id.', when: 'refused' },
  { path: 'applied.refused[].userId', type: 'text', meaning: 'Unique id of the IAM user.', when: 'refused' },
  { path: 'applied.refused[].userName', type: 'text', meaning: 'Name of the IAM user.', when: 'refused' },
  { path: 'applied.refused[].keyId', type: 'text', meaning: 'Access key id.', when: 'refused' },
  { path: 'applied.refused[].action', type: 'text', meaning: 'What the plan was to do.', when: 'refused' },
  { path: 'applied.refused[].reason', type: 'text', meaning: 'Why the plan was to do it.', when: 'refused' },
  { path: 'applied.refused[].why', type: 'text', meaning: 'Why it was not done.', when: 'refused' },
  { path: 'caller', type: 'object', meaning: 'The AWS identity of the run.' },
  { path: 'caller.accountId', type: 'text', meaning: 'Account of the caller.' },
  { path: 'caller.arn', type: 'text', meaning: 'ARN of the caller.' },
  {
    path: 'organizationId',
    type: 'text',
    meaning: 'Id of the AWS organization, `o-…`.',
    when: 'not in single-account mode',
  },
  {
    path: 'ledgerId',
    type: 'text',
    meaning: 'Identifies the ledger; the secrets of Keyturn carry the same id.',
  },
  { path: 'totals', type: 'object', meaning: 'Counts over the whole run.' },
  { path: 'totals.accounts', type: 'object', meaning: 'Accounts by outcome.' },
  { path: 'totals.accounts.scanned', type: 'count', meaning: 'Accounts that were read.' },
  { path: 'totals.accounts.excluded', type: 'count', meaning: 'Accounts that were left out, with a reason.' },
  { path: 'totals.accounts.failed', type: 'count', meaning: 'Accounts that could not be read.' },
  {
    path: 'totals.failedUsers',
    type: 'count',
    meaning: 'Users in scanned accounts who could not be read or handled.',
  },
  {
    path: 'totals.keys',
    type: 'count',
    meaning: 'Keys that were read and still exist; those that the run made are read by the next.',
  },
  { path: 'totals.activeKeys', type: 'count', meaning: 'Those of them that work.' },
  {
    path: 'totals.keysOverLimit',
    type: 'count',
    meaning: 'Keys that work and are past their age limit after the run, exempt ones among them.',
  },
  { path: 'totals.exemptOverLimit', type: 'count', meaning: 'Those of them that are exempt.' },
  {
    path: 'totals.keysDeleted',
    type: 'count',
    meaning: 'Keys that this run deleted; `totals.keys` counts them no longer.',
  },
  { path: 'totals.actions', type: 'object', meaning: 'Decisions by action; every action has an entry.' },
  { path: 'totals.actions.{}', type: 'count', meaning: 'Decisions with this action.' },
  {
    path: 'totals.outcomes',
    type: 'object',
    meaning: 'Executed decisions by outcome; every outcome has an entry.',
  },
  { path: 'totals.outcomes.{}', type: 'count', meaning: 'Executed decisions with this outcome.' },
  {
    path: 'totals.needPerson',
    type: 'count',
    meaning: 'Holds that do not pass by themselves, or have stood too long.',
  },
  { path: 'totals.escalated', type: 'count', meaning: 'Holds older than `policy.holdEscalateAfter`.' },
  {
    path: 'totals.exemptUsers',
    type: 'count',
    meaning: 'Users who are exempt and have keys.',
  },
  {
    path: 'totals.exemptKeys',
    type: 'count',
    meaning: 'Their keys; they count under `totals.actions.none` and `totals.keysOverLimit` as well.',
  },
  {
    path: 'totals.usersByReport',
    type: 'count',
    meaning: 'Users whose keys were not read: within their limits by the credential report.',
  },
  { path: 'totals.keysByReport', type: 'count', meaning: 'Their keys.' },
  {
    path: 'totals.notFetchable',
    type: 'count',
    meaning:
      'Keys that were handed over, that nobody has used, and that their secret no longer gives out; found in the rolling sweep.',
  },
  { path: 'totals.advice', type: 'count', meaning: 'Entries of `advice`.' },
  { path: 'notices', type: 'object', meaning: 'What became of the messages to owners.' },
  { path: 'notices.queued', type: 'count', meaning: 'Messages that were to be delivered.' },
  { path: 'notices.accepted', type: 'count', meaning: 'Messages that a channel accepted.' },
  { path: 'notices.waiting', type: 'count', meaning: 'Messages that wait for the next run.' },
];

/** The fields of the coverage. */
export const COVERAGE_FIELDS: readonly JsonField[] = [
  {
    path: 'coverage',
    type: 'list',
    meaning:
      'One entry for every account that the organization lists or the configuration names, by account id.',
  },
  { path: 'coverage[].accountId', type: 'text', meaning: 'Account id.' },
  { path: 'coverage[].name', type: 'text', meaning: 'Name of the account.' },
  {
    path: 'coverage[].outcome',
    type: '`scanned`, `excluded` or `failed`',
    meaning: 'What became of the account.',
  },
  { path: 'coverage[].users', type: 'count', meaning: 'Users of the account.', when: 'scanned' },
  {
    path: 'coverage[].usersWithKeys',
    type: 'count',
    meaning: 'Users that have access keys.',
    when: 'scanned',
  },
  {
    path: 'coverage[].failedUsers',
    type: 'list',
    meaning: 'Users that could not be read or handled; the other users of the account were handled.',
    when: 'scanned',
  },
  { path: 'coverage[].failedUsers[].userName', type: 'text', meaning: 'Name of the user.', when: 'scanned' },
  {
    path: 'coverage[].failedUsers[].code',
    type: 'text',
    meaning: 'Error code, Keyturn’s or that of AWS.',
    when: 'scanned',
  },
  { path: 'coverage[].failedUsers[].why', type: 'text', meaning: 'What went wrong.', when: 'scanned' },
  {
    path: 'coverage[].note',
    type: 'text',
    meaning: 'What could not be looked at, and that the account is complete without.',
    when: 'scanned, if there is anything',
  },
  {
    path: 'coverage[].why',
    type: 'text',
    meaning: 'Why the account was left out, or what went wrong.',
    when: 'excluded or failed',
  },
  { path: 'coverage[].code', type: 'text', meaning: 'Error code, Keyturn’s or that of AWS.', when: 'failed' },
  { path: 'coverage[].next', type: 'text', meaning: 'The fix.', when: 'failed' },
];
