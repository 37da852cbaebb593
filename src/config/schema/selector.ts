import type { z } from 'zod';
import type { TagMatch } from '../../domain/exemption.ts';
import { field, list, text } from './field.ts';
import { accountId, unitId } from './names.ts';
import { tag } from './tag.ts';

/** The conditions that exemptions and overrides share. */
export const SELECTOR_CONDITIONS = [
  'users',
  'paths',
  'accounts',
  'organizationalUnits',
  'accountTags',
] as const;

type Texts = z.ZodType<readonly string[] | undefined>;

/** The fields of a selector, in the order in which they are documented. */
export interface SelectorShape {
  readonly [name: string]: z.ZodType;
  readonly users: Texts;
  readonly paths: Texts;
  readonly accounts: Texts;
  readonly organizationalUnits: Texts;
  readonly accountTags: z.ZodType<readonly TagMatch[] | undefined>;
}

/** Conditions on users, all of which must hold. */
export function selectorShape(): SelectorShape {
  return {
    users: field(nonEmpty(userGlob()), 'Users of these names; `*` and `?` are wildcards.'),
    paths: field(
      nonEmpty(pathGlob()),
      'Users with these paths, such as `/ci/**`; `*` stays within one level of a path, `**` does not.',
    ),
    accounts: field(nonEmpty(accountId()), 'Users in these accounts.'),
    organizationalUnits: field(
      nonEmpty(unitId()),
      'Users of accounts in these organizational units, nested ones included.',
    ),
    accountTags: field(nonEmpty(tag()), 'Users of accounts that have all of these tags.'),
  };
}

/** A user's name with wildcards. */
export function userGlob(): z.ZodString {
  return text(/^[^\s/]+$/, (given) =>
    typeof given === 'string' && given.includes('/')
      ? 'Write the name only, with `*` and `?` as wildcards; paths have a condition of their own, `paths`.'
      : 'Write a user name, with `*` and `?` as wildcards.',
  );
}

/** A user's path with wildcards. */
export function pathGlob(): z.ZodString {
  return text(/^[/*]\S*$/, (given) =>
    typeof given === 'string' && /^\S+$/.test(given)
      ? `Begin it with a slash: \`/${given}\`.`
      : 'Write the path of users, such as `/ci/`, with `*` for one level and `**` for any.',
  );
}

/** A list that says something: a condition with an empty one holds for nobody. */
export function nonEmpty<Entry extends z.ZodType>(entry: Entry): z.ZodArray<Entry> {
  return list(entry).min(1, {
    error: () => 'Name at least one: a condition with an empty list applies to nobody.',
  });
}
