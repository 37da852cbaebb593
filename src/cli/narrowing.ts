import type { Narrowing } from '../domain/narrowing.ts';
import { usage } from './options.ts';

/** Options of commands that can look at a part of what is in scope. */
export interface NarrowingOptions {
  readonly account?: readonly string[];
  readonly user?: readonly string[];
}

/** What `--account` and `--user` say, as an option of a use case; nothing when neither is given. */
export function narrowingOf({ account = [], user = [] }: NarrowingOptions): { readonly narrow?: Narrowing } {
  if (account.length + user.length === 0) return {};
  const empty = [...account, ...user].some((word) => word.trim() === '');
  // An empty variable in a script must not widen what was meant to be narrow.
  if (empty)
    throw usage('--account and --user need a name.', "For example --account 111122223333 --user 'deploy-*'.");
  return { narrow: { accounts: account, users: user } };
}
