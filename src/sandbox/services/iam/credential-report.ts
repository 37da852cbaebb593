import { reportedUse } from '../../world/key-use.ts';
import type { AccountRecord, KeyRecord, UserRecord } from '../../world/model.ts';
import type { WorldState } from '../../world/state.ts';

const KEY_COLUMNS = ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'];
const HEADER = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  ...KEY_COLUMNS.map((column) => `access_key_1_${column}`),
  ...KEY_COLUMNS.map((column) => `access_key_2_${column}`),
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
  'additional_credentials_info',
];
const NO_CERTIFICATES = ['false', 'N/A', 'false', 'N/A'];
const NO_KEY = ['false', 'N/A', 'N/A', 'N/A', 'N/A'];

/** Writes the report: no key ids, the first two keys only, dates of inactive keys kept as AWS is seen to do. */
export function writeCredentialReport(state: WorldState, account: AccountRecord): string {
  const rows = [HEADER, rootRow(account)];
  for (const user of account.users.values()) rows.push(userRow(state, user));
  return rows.map((row) => row.join(',')).join('\n');
}

function rootRow(account: AccountRecord): readonly string[] {
  const arn = `arn:aws:iam::${account.id}:root`;
  const password = ['not_supported', 'no_information', 'not_supported', 'not_supported', 'true'];
  return [
    '<root_account>',
    arn,
    reportTime(account.joinedAt),
    ...password,
    ...NO_KEY,
    ...NO_KEY,
    ...NO_CERTIFICATES,
    'N/A',
  ];
}

function userRow(state: WorldState, user: UserRecord): readonly string[] {
  const keys = [...user.keys.values()];
  const password = user.passwordEnabled
    ? ['true', 'no_information', reportTime(user.createdAt), 'N/A']
    : ['false', 'N/A', 'N/A', 'N/A'];
  return [
    csvField(user.name),
    csvField(user.arn),
    reportTime(user.createdAt),
    ...password,
    'false',
    ...keyFields(state, keys[0]),
    ...keyFields(state, keys[1]),
    ...NO_CERTIFICATES,
    keys.length > 2 ? `${keys.length - 2} additional access key(s): use ListAccessKeys` : 'N/A',
  ];
}

function keyFields(state: WorldState, key: KeyRecord | undefined): readonly string[] {
  if (key === undefined) return NO_KEY;
  const use = reportedUse(state, key);
  const used = use === undefined ? ['N/A', 'N/A', 'N/A'] : [reportTime(use.at), use.region, use.service];
  return [String(key.status === 'Active'), reportTime(key.createdAt), ...used];
}

/** IAM names may hold commas, and such fields are quoted. */
function csvField(text: string): string {
  return text.includes(',') ? `"${text}"` : text;
}

function reportTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}+00:00`;
}
