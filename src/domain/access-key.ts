import type { AccessKeyId } from './ids.ts';
import type { Instant } from './time.ts';

/**
 * The status of an access key as IAM reports it.
 *
 * IAM documents Active and Inactive; its API model also has Expired, for other credentials. Whatever is not one of
 * the two that we understand is `unknown`, and a key of unknown status is never touched.
 */
export type KeyStatus = 'active' | 'inactive' | 'unknown';

/** One access key of one user, from ListAccessKeys (never from the credential report, which carries no key ids). */
export interface AccessKey {
  readonly id: AccessKeyId;
  readonly status: KeyStatus;
  readonly createdAt: Instant;
}

/**
 * When a key was last used, as GetAccessKeyLastUsed reports it.
 *
 * `never-used` means "not since tracking began on 2015-04-22". A failed, throttled or denied read is `unknown`, and
 * so is a key that nobody asked about; unknown never leads to deactivation or deletion.
 */
export type LastUsed =
  | { readonly kind: 'used'; readonly at: Instant; readonly service: string; readonly region: string }
  | { readonly kind: 'never-used' }
  | { readonly kind: 'unknown'; readonly why: string };

/** The answer for a key that was not asked about. */
export const NOT_READ: LastUsed = { kind: 'unknown', why: 'not read' };

/** Keys ordered by age, oldest first; equal creation dates (IAM rounds to seconds) are ordered by id. */
export function oldestFirst(keys: readonly AccessKey[]): readonly AccessKey[] {
  return [...keys].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}
