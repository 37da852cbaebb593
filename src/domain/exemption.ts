import type { Instant } from './time.ts';

/** One rule that exempts users; all the conditions it names must hold. */
export interface ExemptionRule {
  readonly group?: string;
  readonly tag?: TagMatch;
  /** Globs on the user name. */
  readonly users?: readonly string[];
  /** Account ids. */
  readonly accounts?: readonly string[];
  /** Organizational unit ids, nested ones included. */
  readonly organizationalUnits?: readonly string[];
  /** Tags of the account, all of which it must have. */
  readonly accountTags?: readonly TagMatch[];
  /** Globs on the user's path, which begins and ends with `/`. */
  readonly paths?: readonly string[];
  /** The exemption ends then; without it, never. */
  readonly until?: Instant;
  readonly reason?: string;
  /** Who answers for the exemption. */
  readonly owner?: string;
}

/** A tag to look for: with any value that does not say no, or with this one. Case does not matter. */
export interface TagMatch {
  readonly key: string;
  readonly value?: string;
}

/** Whether a user is exempt now. Unreadable means exempt, and is shown as a hold. */
export type ExemptionAnswer =
  | { readonly exempt: false }
  | {
      readonly exempt: true;
      readonly by: string;
      readonly until?: Instant;
      readonly owner?: string;
    }
  | { readonly exempt: 'unreadable'; readonly why: string };
