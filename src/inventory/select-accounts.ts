import type { AccountCoverage } from '../domain/coverage.ts';
import type { AccountId } from '../domain/ids.ts';
import type { Scope } from '../domain/settings.ts';
import type { Account } from '../domain/user-facts.ts';
import { hasTag } from '../policy/selector.ts';

/** Which accounts a run enters; every other listed account has its coverage entry already. */
export interface Selection {
  readonly accounts: readonly Account[];
  /** Accounts that can be entered and that the configuration leaves out, with the reason. */
  readonly outside: readonly { readonly account: Account; readonly why: string }[];
  readonly settled: readonly AccountCoverage[];
}

/**
 * Decides which accounts are entered. Pure.
 *
 * Only ACTIVE accounts can be entered; the others are excluded with their state as the reason. An account that the
 * configuration names and the organization does not list is a failure: a typing error must not look like coverage.
 */
export function selectAccounts(
  listed: readonly Account[],
  scope: Scope,
  alsoNamed: readonly string[] = [],
): Selection {
  const accounts: Account[] = [];
  const outside: { readonly account: Account; readonly why: string }[] = [];
  const settled: AccountCoverage[] = [];
  for (const account of listed) {
    const why = whyExcluded(account, scope);
    const untold = scope.accountTags.length > 0 && account.tags?.known !== true;
    if (why === undefined && account.unitsUnknown) settled.push(moved(account));
    else if (why === undefined && untold) settled.push(tagsUnread(account));
    else if (why === undefined) accounts.push(account);
    else {
      settled.push({ accountId: account.id, name: account.name, outcome: 'excluded', why });
      if (account.state === 'ACTIVE') outside.push({ account, why });
    }
  }
  for (const id of new Set([...scope.accounts, ...scope.excludeAccounts, ...alsoNamed])) {
    if (listed.some((account) => account.id === id)) continue;
    settled.push({
      accountId: id as AccountId,
      name: id,
      outcome: 'failed',
      code: 'ACCOUNT_NOT_LISTED',
      why: `the configuration names account ${id}, and the organization does not list it`,
      next: 'Correct scope.accounts, scope.excludeAccounts or safety.canary.accounts.',
    });
  }
  return { accounts, outside, settled };
}

/** An exemption or exclusion by unit cannot be judged for it: the next run finds it in its place. */
function moved(account: Account): AccountCoverage {
  return {
    accountId: account.id,
    name: account.name,
    outcome: 'failed',
    code: 'UNIT_UNKNOWN',
    why: 'the account was in no organizational unit while the organization was read',
    next: 'It was probably moved just then; the next run tries again.',
  };
}

/** An account of which it cannot be told whether it is in scope must not look covered. */
function tagsUnread(account: Account): AccountCoverage {
  const why = account.tags?.known === false ? account.tags.why : 'they were not read';
  return {
    accountId: account.id,
    name: account.name,
    outcome: 'failed',
    code: 'ACCOUNT_TAGS_UNREADABLE',
    why: `the tags of the account cannot be read, and scope.accountTags depends on them (${why})`,
    next: 'Allow organizations:ListTagsForResource to the credentials that list the organization.',
  };
}

const UNREAD: NonNullable<Account['tags']> = { known: false, why: 'not read' };

function whyExcluded(account: Account, scope: Scope): string | undefined {
  if (account.state !== 'ACTIVE') return `the account is ${account.state}`;
  if (scope.excludeAccounts.includes(account.id)) return 'excluded by scope.excludeAccounts';
  const unit = account.organizationalUnits.find((id) => scope.excludeOrganizationalUnits.includes(id));
  if (unit !== undefined) return `excluded by scope.excludeOrganizationalUnits (${unit})`;
  if (scope.accountTags.some((tag) => hasTag(account.tags ?? UNREAD, tag) === false))
    return 'without the tags of scope.accountTags';
  const named = scope.accounts.length > 0 || scope.organizationalUnits.length > 0;
  const inAccounts = scope.accounts.includes(account.id);
  const inUnits = account.organizationalUnits.some((id) => scope.organizationalUnits.includes(id));
  return named && !inAccounts && !inUnits ? 'not in scope.accounts or scope.organizationalUnits' : undefined;
}
