import type { JsonField } from './json-fields.ts';

/** The fields of `keyturn forecast --format json`. */
export const FORECAST_FIELDS: readonly JsonField[] = [
  { path: 'schema', type: '`keyturn/forecast/v1`', meaning: 'Name and version of this format.' },
  { path: 'madeAt', type: 'time', meaning: 'When the forecast was made.' },
  { path: 'days', type: 'count', meaning: 'How many days it looks ahead.' },
  {
    path: 'unread',
    type: 'count',
    meaning: 'Users that could not be read, so that there is no forecast for them.',
  },
  {
    path: 'unreadAccounts',
    type: 'count',
    meaning: 'Accounts that could not be read, with whatever users they have.',
  },
  {
    path: 'narrowed',
    type: 'object',
    meaning: 'What `--account` and `--user` narrowed it to, as in a run.',
    when: 'a narrowed forecast',
  },
  { path: 'narrowed.accounts', type: 'list', meaning: 'As in a run.', when: 'a narrowed forecast' },
  { path: 'narrowed.accounts[]', type: 'text', meaning: 'One of them.', when: 'a narrowed forecast' },
  { path: 'narrowed.users', type: 'list', meaning: 'As in a run.', when: 'a narrowed forecast' },
  { path: 'narrowed.users[]', type: 'text', meaning: 'One of them.', when: 'a narrowed forecast' },
  {
    path: 'untold',
    type: '`all` or `some`',
    meaning:
      'Deactivations are held, since owners must be told first and no channel can do that; as in a run.',
    when: 'so',
  },
  { path: 'assumptions', type: 'list', meaning: 'What it assumes.' },
  { path: 'assumptions[]', type: 'text', meaning: 'One assumption.' },
  { path: 'events', type: 'list', meaning: 'What would happen, in the order of time.' },
  { path: 'events[].at', type: 'time', meaning: 'The run that would do it.' },
  { path: 'events[].accountId', type: 'text', meaning: 'Account id.' },
  { path: 'events[].accountName', type: 'text', meaning: 'Name of the account.' },
  { path: 'events[].userId', type: 'text', meaning: 'Unique id of the IAM user.' },
  { path: 'events[].userName', type: 'text', meaning: 'Name of the IAM user.' },
  {
    path: 'events[].keyId',
    type: 'text',
    meaning: 'Access key id; begins with `new-` for a key that would be made meanwhile.',
  },
  {
    path: 'events[].action',
    type: '`rotate`, `deactivate`, `delete`, `repair`, `warn` or `hold`',
    meaning: 'What would be done.',
  },
  { path: 'events[].reason', type: 'text', meaning: 'Why; see [reasons](reasons.md).' },
  { path: 'events[].held', type: 'text', meaning: 'What would be held.', when: 'a hold of a change' },
  {
    path: 'events[].gates',
    type: 'list',
    meaning: 'Which gates would object.',
    when: 'a hold, or one that is foreseen',
  },
  { path: 'events[].gates[]', type: 'text', meaning: 'One gate.', when: 'a hold, or one that is foreseen' },
  {
    path: 'events[].unheard',
    type: '`true`',
    meaning: 'The announced change will be held, since no channel tells owners.',
    when: 'a warning, so',
  },
];
