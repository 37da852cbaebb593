import type { JsonField } from './json-fields.ts';

/** Fields of users whose keys were not read. */
export const BY_REPORT_FIELDS: readonly JsonField[] = [
  {
    path: 'byReport',
    type: 'list',
    meaning: 'Users whose keys were not read: within their limits as far as the credential report tells.',
  },
  { path: 'byReport[].accountId', type: 'text', meaning: 'Account id.' },
  { path: 'byReport[].accountName', type: 'text', meaning: 'Name of the account.' },
  { path: 'byReport[].userId', type: 'text', meaning: 'Unique id of the IAM user.' },
  { path: 'byReport[].userName', type: 'text', meaning: 'Name of the IAM user.' },
  { path: 'byReport[].reportOf', type: 'time', meaning: 'When the credential report was made.' },
  { path: 'byReport[].limitSeconds', type: 'seconds', meaning: 'Age limit of the user’s keys.' },
  {
    path: 'byReport[].exemptBy',
    type: 'text',
    meaning: 'The exemption that protects the user.',
    when: 'exempt',
  },
  { path: 'byReport[].keys', type: 'list', meaning: 'The keys in the report; it has no ids.' },
  { path: 'byReport[].keys[].status', type: '`active` or `inactive`', meaning: 'Status in the report.' },
  {
    path: 'byReport[].keys[].since',
    type: 'time',
    meaning: 'When the key was made or last changed: it may be older.',
    when: 'the report says it',
  },
];
