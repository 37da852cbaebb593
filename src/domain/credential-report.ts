import type { Instant } from './time.ts';

/** One of the two keys that a row of the credential report tells of; it has no id there. */
export interface ReportedKey {
  readonly active: boolean;
  /** As the report says it, which may be when the key was made or last changed; never the ground for an age. */
  readonly lastRotated?: Instant;
  readonly lastUsedAt?: Instant;
  readonly lastUsedRegion?: string;
  readonly lastUsedService?: string;
}

/** What the credential report says of one user: a hint on whom to read, never the ground for an act. */
export interface CredentialRow {
  readonly userName: string;
  readonly arn: string;
  readonly createdAt?: Instant;
  /** Undefined where the report does not say. */
  readonly passwordEnabled?: boolean;
  readonly passwordLastUsedAt?: Instant;
  readonly mfaActive: boolean;
  readonly keys: readonly [ReportedKey, ReportedKey];
  /**
   * Everything about the user's keys that changes only when somebody changes them: no last-used columns, which change
   * daily on any key in use.
   */
  readonly fingerprint: string;
  /** The row shows no trace of a key: neither a date nor a use, and no further credentials. */
  readonly showsNoKey: boolean;
  /** The row tells of keys beyond the two that it has columns for. */
  readonly tellsOfFurther: boolean;
}

/** A credential report that could be understood. */
export interface CredentialReport {
  readonly generatedAt: Instant;
  /** By ARN. */
  readonly rows: ReadonlyMap<string, CredentialRow>;
}
