import picomatch from 'picomatch';
import type { ExemptionAnswer, ExemptionRule } from '../domain/exemption.ts';
import type { UserFacts } from '../domain/user-facts.ts';

/** Whether one condition of a rule holds; undefined when what it depends on could not be read. */
type Answer = boolean | undefined;

/**
 * Whether a user is exempt, by the first rule that applies.
 *
 * A rule whose conditions cannot all be read, and that is not already ruled out by one that can, makes the user
 * "unreadable", which counts as exempt (guarantee G3).
 */
export function exemptionOf(facts: UserFacts, rules: readonly ExemptionRule[]): ExemptionAnswer {
  let unreadable: string | undefined;
  for (const rule of rules) {
    const answers = [
      rule.group === undefined ? true : inGroup(facts, rule.group),
      rule.tag === undefined ? true : hasTag(facts, rule.tag),
      rule.users === undefined ? true : matchesGlob(facts.userName, rule.users),
      rule.accounts === undefined ? true : rule.accounts.includes(facts.account.id),
      rule.organizationalUnits === undefined ? true : inUnit(facts, rule.organizationalUnits),
    ];
    if (answers.includes(false)) continue;
    if (!answers.includes(undefined)) return { exempt: true, by: describe(rule) };
    unreadable ??= whyUnreadable(facts);
  }
  return unreadable === undefined ? { exempt: false } : { exempt: 'unreadable', why: unreadable };
}

/** Whether a name matches one of the globs. User names are matched as a whole and with their case. */
export function matchesGlob(name: string, globs: readonly string[]): boolean {
  return globs.some((glob) => picomatch(glob, { dot: true, nobrace: true, noextglob: true })(name));
}

/** Group names are unique without regard to case in IAM, so they are compared that way. */
function inGroup(facts: UserFacts, group: string): Answer {
  const wanted = group.toLowerCase();
  return facts.groups.known ? facts.groups.value.some((name) => name.toLowerCase() === wanted) : undefined;
}

/** A tag without a value in the rule exempts whatever its value, unless that says no: `true`, `True` and `yes` all count. */
function hasTag(facts: UserFacts, tag: NonNullable<ExemptionRule['tag']>): Answer {
  if (!facts.tags.known) return undefined;
  for (const [key, value] of facts.tags.value) {
    if (key.toLowerCase() !== tag.key.toLowerCase()) continue;
    const given = value.trim().toLowerCase();
    if (
      tag.value === undefined
        ? !['false', 'no', '0'].includes(given)
        : given === tag.value.trim().toLowerCase()
    )
      return true;
  }
  return false;
}

function inUnit(facts: UserFacts, units: readonly string[]): boolean {
  return facts.account.organizationalUnits.some((unit) => units.includes(unit));
}

function whyUnreadable(facts: UserFacts): string {
  if (!facts.groups.known) return `groups: ${facts.groups.why}`;
  return facts.tags.known ? 'unreadable' : `tags: ${facts.tags.why}`;
}

function describe(rule: ExemptionRule): string {
  const parts = [
    rule.group === undefined ? undefined : `group ${rule.group}`,
    rule.tag === undefined
      ? undefined
      : `tag ${rule.tag.key}${rule.tag.value === undefined ? '' : `=${rule.tag.value}`}`,
    rule.users === undefined ? undefined : `user name ${rule.users.join(' or ')}`,
    rule.accounts === undefined ? undefined : 'account',
    rule.organizationalUnits === undefined ? undefined : 'organizational unit',
  ].filter((part) => part !== undefined);
  return rule.reason === undefined ? parts.join(', ') : `${parts.join(', ')} (${rule.reason})`;
}
