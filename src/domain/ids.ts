/** A twelve-digit AWS account id. */
export type AccountId = string & { readonly __brand: 'AccountId' };

/** The immutable unique id of an IAM user (`AIDA…`); survives renames and is never reused. */
export type UserId = string & { readonly __brand: 'UserId' };

/** The id of an access key (`AKIA…`): not a secret, but masked to its last four characters for people. */
export type AccessKeyId = string & { readonly __brand: 'AccessKeyId' };

/** Which user in which account: the unit that leases, sagas and isolation apply to. */
export interface UserRef {
  readonly accountId: AccountId;
  readonly userId: UserId;
}

/** One string per user, for maps and digests. */
export function userKey(ref: UserRef): string {
  return `${ref.accountId}/${ref.userId}`;
}

/** The last four characters of an access key id, as people see it: `…WXYZ`. */
export function maskKeyId(id: string): string {
  return `…${id.slice(-4)}`;
}

/** Twelve digits, or undefined. */
export function parseAccountId(text: string): AccountId | undefined {
  return /^\d{12}$/.test(text) ? (text as AccountId) : undefined;
}
