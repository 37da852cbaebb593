/** One rule that exempts users; all the conditions it names must hold. */
export interface ExemptionRule {
  readonly group?: string;
  readonly tag?: { readonly key: string; readonly value?: string };
  /** Globs on the user name. */
  readonly users?: readonly string[];
  /** Account ids. */
  readonly accounts?: readonly string[];
  /** Organizational unit ids, nested ones included. */
  readonly organizationalUnits?: readonly string[];
  readonly reason?: string;
}

/** Whether a user is exempt now. Unreadable means exempt, and is shown as a hold. */
export type ExemptionAnswer =
  | { readonly exempt: false }
  | { readonly exempt: true; readonly by: string }
  | { readonly exempt: 'unreadable'; readonly why: string };
