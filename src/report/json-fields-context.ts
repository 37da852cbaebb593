import type { JsonField } from './json-fields.ts';

/** The fields of the exemption rules. */
export const EXEMPTION_FIELDS: readonly JsonField[] = [
  {
    path: 'exemptionRules',
    type: 'list',
    meaning: 'The exemption rules as this run found them, in the order of the configuration.',
  },
  { path: 'exemptionRules[].by', type: 'text', meaning: 'What the rule looks for.' },
  { path: 'exemptionRules[].reason', type: 'text', meaning: 'Why it was granted.', when: 'configured' },
  { path: 'exemptionRules[].owner', type: 'text', meaning: 'Who answers for it.', when: 'configured' },
  { path: 'exemptionRules[].until', type: 'time', meaning: 'When it ends.', when: 'configured' },
  { path: 'exemptionRules[].users', type: 'count', meaning: 'Users that it exempts now.' },
  { path: 'exemptionRules[].expired', type: 'true or false', meaning: 'Whether it has ended.' },
];

/** The fields of the advice. */
export const ADVICE_FIELDS: readonly JsonField[] = [
  {
    path: 'advice',
    type: 'list',
    meaning: 'What could make keys and their rotation unnecessary; see [advice](advice.md). Never acted on.',
  },
  {
    path: 'advice[].kind',
    type: '`unused-key`, `one-service`, `human-console-user` or `abandoned-user`',
    meaning: 'What was found.',
  },
  { path: 'advice[].accountId', type: 'text', meaning: 'Account id.' },
  { path: 'advice[].accountName', type: 'text', meaning: 'Name of the account.' },
  { path: 'advice[].userId', type: 'text', meaning: 'Unique id of the IAM user.' },
  { path: 'advice[].userName', type: 'text', meaning: 'Name of the IAM user.' },
  { path: 'advice[].keyId', type: 'text', meaning: 'Access key id.', when: 'it is about one key' },
  {
    path: 'advice[].lastUsedAt',
    type: 'time',
    meaning: 'Last use of the key.',
    when: '`unused-key` that was ever used',
  },
  { path: 'advice[].ageSeconds', type: 'seconds', meaning: 'Age of the key.', when: '`unused-key`' },
  {
    path: 'advice[].service',
    type: 'text',
    meaning: 'The one service, as IAM names it.',
    when: '`one-service`',
  },
  { path: 'advice[].region', type: 'text', meaning: 'Region of the last use.', when: '`one-service`' },
  {
    path: 'advice[].observations',
    type: 'count',
    meaning: 'How many distinct moments of last use that rests on.',
    when: '`one-service`',
  },
  {
    path: 'advice[].observedSince',
    type: 'time',
    meaning: 'The first of them.',
    when: '`one-service`',
  },
  {
    path: 'advice[].passwordLastUsedAt',
    type: 'time',
    meaning: 'Last sign-in to the console.',
    when: '`human-console-user`, if known',
  },
  {
    path: 'advice[].mfa',
    type: 'true or false',
    meaning: 'Whether the user has an MFA device.',
    when: '`human-console-user`',
  },
  {
    path: 'advice[].lastSeenAt',
    type: 'time',
    meaning: 'Latest use of the password or a key.',
    when: '`abandoned-user` that was ever used',
  },
  {
    path: 'advice[].createdAt',
    type: 'time',
    meaning: 'When the user was created.',
    when: '`abandoned-user`',
  },
  {
    path: 'adviceByService',
    type: 'list',
    meaning: 'The `one-service` entries of `advice` by service, most keys first.',
  },
  { path: 'adviceByService[].service', type: 'text', meaning: 'The service, as IAM names it.' },
  { path: 'adviceByService[].keys', type: 'count', meaning: 'Keys that were only seen used by it.' },
  {
    path: 'adviceByService[].leastObservations',
    type: 'count',
    meaning: 'Observations of the key that was seen least often,',
  },
  { path: 'adviceByService[].mostObservations', type: 'count', meaning: 'and of the one seen most often.' },
];

/** The fields of the trend. */
export const TREND_FIELDS: readonly JsonField[] = [
  {
    path: 'trend',
    type: 'list',
    meaning: 'Summaries of enforcing runs, oldest first, this one included when it enforces; at most 400.',
  },
  { path: 'trend[].runId', type: 'text', meaning: 'Identifies the run.' },
  { path: 'trend[].startedAt', type: 'time', meaning: 'When it began.' },
  { path: 'trend[].endedAt', type: 'time', meaning: 'When it ended.' },
  { path: 'trend[].enforce', type: 'true or false', meaning: 'Whether it was allowed to change anything.' },
  { path: 'trend[].accounts', type: 'object', meaning: 'Accounts by outcome.' },
  { path: 'trend[].accounts.{}', type: 'count', meaning: 'Accounts with this outcome.' },
  { path: 'trend[].decisions', type: 'object', meaning: 'Decisions by action.' },
  { path: 'trend[].decisions.{}', type: 'count', meaning: 'Decisions with this action.' },
  { path: 'trend[].done', type: 'count', meaning: 'Changes that were made.' },
  { path: 'trend[].failed', type: 'count', meaning: 'Changes that failed.' },
  { path: 'trend[].complete', type: 'true or false', meaning: 'As `complete` of that run.' },
  {
    path: 'trend[].overLimit',
    type: 'count',
    meaning: 'Active keys at or past their limit when it ended.',
    when: 'not in runs of earlier versions',
  },
  {
    path: 'trend[].keys',
    type: 'count',
    meaning: 'Keys that existed when it ended.',
    when: 'not in runs of earlier versions',
  },
  {
    path: 'trend[].canary',
    type: 'object',
    meaning: 'What became of the accounts that go first.',
    when: '`safety.canary` is set',
  },
  { path: 'trend[].canary.who', type: 'text', meaning: 'Which accounts and units they are.', when: 'so' },
  {
    path: 'trend[].canary.scanned',
    type: 'true or false',
    meaning: 'Whether all of them were read.',
    when: 'so',
  },
  {
    path: 'trend[].canary.failed',
    type: 'true or false',
    meaning: 'Whether a change failed in them.',
    when: 'so',
  },
];
