/** What a person narrowed a command to, in the words that were given. An empty list narrows nothing. */
export interface Narrowing {
  /** Account ids or names. */
  readonly accounts: readonly string[];
  /** User names, globs of them, or user ids. */
  readonly users: readonly string[];
}

/** The options as they were given, for people: `--account shop --user 'deploy-*'`. */
export function narrowingText({ accounts, users }: Narrowing): string {
  return [...accounts.map((word) => `--account ${word}`), ...users.map((word) => `--user ${word}`)].join(' ');
}
