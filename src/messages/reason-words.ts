/** A reason for people. The backquotes name settings and commands; docs/reasons.md shows all of it. */
export interface ReasonText {
  /** For a column of a table: at most 24 characters, no full stop. */
  readonly label: string;
  /** One sentence. */
  readonly meaning: string;
  /** When the reason applies. */
  readonly condition: string;
  /** What Keyturn does about it. */
  readonly does: string;
}
