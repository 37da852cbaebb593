import type { UserRef } from './ids.ts';
import type { Duration, Instant } from './time.ts';

/** A key as a row of the credential report tells of it: without an id. */
export interface KeyByReport {
  readonly active: boolean;
  /** When it was made or last changed, as the report says: it may be older. Absent for some inactive keys. */
  readonly since?: Instant;
}

/**
 * A user whose keys were not read, since nothing can be due or near by what the credential report tells. Counted and shown,
 * and never the ground for an act.
 */
export interface UserByReport extends UserRef {
  readonly accountName: string;
  readonly userName: string;
  /** When the report was made. */
  readonly reportOf: Instant;
  readonly keys: readonly KeyByReport[];
  /** Age limit under the policy that holds for the user. */
  readonly limit: Duration;
  /** The exemption that protects the user, by what the rule says. */
  readonly exempt?: string;
}

/** Keys that no decision is about, since only a report tells of them. */
export function keysByReport(users: readonly UserByReport[] = []): readonly (KeyByReport & {
  readonly user: UserByReport;
})[] {
  return users.flatMap((user) => user.keys.map((key) => ({ ...key, user })));
}
