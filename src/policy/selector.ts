import picomatch from 'picomatch';
import type { TagMatch } from '../domain/exemption.ts';
import type { UserSelector } from '../domain/override.ts';
import type { Readable, UserFacts } from '../domain/user-facts.ts';

/** Whether one condition holds; undefined when what it depends on could not be read. */
export type Answer = boolean | undefined;

/** Whether all the conditions of a selector hold for a user; one that fails outweighs one that cannot be read. */
export function selects(facts: UserFacts, selector: UserSelector): Answer {
  return allOf(selectorAnswers(facts, selector));
}

/** The answers to the conditions that a selector names. */
export function selectorAnswers(facts: UserFacts, selector: UserSelector): readonly Answer[] {
  const { accounts, organizationalUnits, accountTags, users, paths } = selector;
  return [
    accounts === undefined ? true : accounts.includes(facts.account.id),
    organizationalUnits === undefined ? true : inUnit(facts, organizationalUnits),
    ...(accountTags ?? []).map((tag) => hasTag(facts.account.tags ?? NOT_ASKED, tag)),
    users === undefined ? true : matchesGlob(facts.userName, users),
    paths === undefined ? true : matchesPath(pathOf(facts.userArn), paths),
  ];
}

/** All of them: false as soon as one is, undefined when that depends on what could not be read. */
export function allOf(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/**
 * Whether a name matches one of the globs, as a whole; IAM does not distinguish users' names by case, nor is it done here.
 *
 * Only `*` and `?` mean anything, so that every name that IAM allows stands for itself.
 */
export function matchesGlob(name: string, globs: readonly string[]): boolean {
  return globs.some((glob) => nameGlob(glob).test(name));
}

const nameGlob = remembered((glob) => {
  const pattern = glob
    .replace(/[\\^$.|+()[\]{}!]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${pattern}$`, 'is');
});

/** Whether a path matches one of the globs; `*` stays within one level, `**` does not, and a last `/` may be left out. */
export function matchesPath(path: string, globs: readonly string[]): boolean {
  const bare = path === '/' ? '/' : path.replace(/\/$/, '');
  return globs.some((glob) => {
    if (glob === '/') return path === '/';
    return pathGlob(glob)(bare);
  });
}

const pathGlob = remembered((glob) =>
  picomatch(glob.replace(/\/$/, ''), { dot: true, nobrace: true, noextglob: true, nonegate: true }),
);

/** What is made of a glob, made once: the globs are those of the settings, and each user is held against them. */
function remembered<Matcher>(make: (glob: string) => Matcher): (glob: string) => Matcher {
  const known = new Map<string, Matcher>();
  return (glob) => {
    const found = known.get(glob) ?? make(glob);
    known.set(glob, found);
    return found;
  };
}

/** The path of a user, from its ARN: `/` or `/division/team/`. A user name never contains a slash. */
export function pathOf(userArn: string): string {
  const resource = userArn.split(':').slice(5).join(':');
  return resource.replace(/^user/, '').replace(/[^/]*$/, '') || '/';
}

/** Whether a tag is there. Without a value in the rule every value counts, unless it says no: `true`, `True`, `yes` do. */
export function hasTag(tags: Readable<ReadonlyMap<string, string>>, wanted: TagMatch): Answer {
  if (!tags.known) return undefined;
  for (const [key, value] of tags.value) {
    if (key.toLowerCase() !== wanted.key.toLowerCase()) continue;
    const given = value.trim().toLowerCase();
    const counts =
      wanted.value === undefined
        ? !['false', 'no', '0'].includes(given)
        : given === wanted.value.trim().toLowerCase();
    if (counts) return true;
  }
  return false;
}

function inUnit(facts: UserFacts, units: readonly string[]): boolean {
  return facts.account.organizationalUnits.some((unit) => units.includes(unit));
}

/** Nobody read the account's tags: what depends on them is not known. */
const NOT_ASKED: Readable<ReadonlyMap<string, string>> = { known: false, why: 'account tags were not read' };
