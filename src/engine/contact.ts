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
    tags: tags.known ? [...tags.value] : (before?.tags ?? []),
    accountName: account.name,
    accountEmail: account.email,
  };
  if (before !== undefined) {
    const { seenAt: _at, ...known } = before;
    if (JSON.stringify(known) === JSON.stringify(latest)) return undefined;
  }
  return { ...latest, seenAt: now };
}
