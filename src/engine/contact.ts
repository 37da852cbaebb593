import type { Contact } from '../domain/memory.ts';
import type { Instant } from '../domain/time.ts';
import type { UserFacts } from '../domain/user-facts.ts';

/**
 * How the people of a user can be reached, as far as was just read; undefined when nothing about that is new.
 *
 * Whom a message goes to is found out when it is sent: here stands only what that needs.
 */
export function newContact(facts: UserFacts, before: Contact | undefined, now: Instant): Contact | undefined {
  const { account, userName, userArn, tags } = facts;
  const latest = {
    userName,
    userArn,
    tags: tags.known ? [...tags.value].sort(([a], [b]) => (a < b ? -1 : 1)) : (before?.tags ?? []),
    // A run of this account alone has not asked the organization for its name and address.
    accountName: account.email === '' ? (before?.accountName ?? account.name) : account.name,
    accountEmail: account.email === '' ? (before?.accountEmail ?? '') : account.email,
  };
  if (before !== undefined) {
    const { seenAt: _at, ...known } = before;
    if (JSON.stringify(known) === JSON.stringify(latest)) return undefined;
  }
  return { ...latest, seenAt: now };
}
