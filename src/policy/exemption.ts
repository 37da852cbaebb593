import type { ExemptionAnswer, ExemptionRule, TagMatch } from '../domain/exemption.ts';
import type { Instant } from '../domain/time.ts';
import type { UserFacts } from '../domain/user-facts.ts';
import { type Answer, allOf, hasTag, selectorAnswers } from './selector.ts';

/**
 * Whether a user is exempt now, by the first rule that applies. A rule whose end has come exempts nobody.
 *
 * A rule whose conditions cannot all be read, and that is not already ruled out by one that can, makes the user
 * "unreadable", which counts as exempt (guarantee G3).
 */
export function exemptionOf(
  facts: UserFacts,
  rules: readonly ExemptionRule[],
  now: Instant,
): ExemptionAnswer {
  let unreadable: string | undefined;
  for (const rule of rules) {
    if (hasEnded(rule, now)) continue;
    const answer = applies(facts, rule);
    if (answer === true) {
      const { until, owner } = rule;
      return {
        exempt: true,
        by: describeExemption(rule),
        ...(until === undefined ? {} : { until }),
        ...(owner === undefined ? {} : { owner }),
      };
    }
    if (answer === undefined) unreadable ??= whyUnreadable(facts);
  }
  return unreadable === undefined ? { exempt: false } : { exempt: 'unreadable', why: unreadable };
}

/** Whether an exemption's end has come. */
export function hasEnded(rule: ExemptionRule, now: Instant): boolean {
  return rule.until !== undefined && now >= rule.until;
}

/** What a rule says, for people: its conditions, and its reason. */
export function describeExemption(rule: ExemptionRule): string {
  const parts = [
    rule.group === undefined ? undefined : `group ${rule.group}`,
    rule.tag === undefined ? undefined : `tag ${tagText(rule.tag)}`,
    rule.users === undefined ? undefined : `user name ${rule.users.join(' or ')}`,
    rule.paths === undefined ? undefined : `path ${rule.paths.join(' or ')}`,
    rule.accounts === undefined ? undefined : 'account',
    rule.organizationalUnits === undefined ? undefined : 'organizational unit',
    rule.accountTags === undefined ? undefined : `account tag ${rule.accountTags.map(tagText).join(' and ')}`,
  ].filter((part) => part !== undefined);
  return rule.reason === undefined ? parts.join(', ') : `${parts.join(', ')} (${rule.reason})`;
}

function applies(facts: UserFacts, rule: ExemptionRule): Answer {
  return allOf([
    rule.group === undefined ? true : inGroup(facts, rule.group),
    rule.tag === undefined ? true : hasTag(facts.tags, rule.tag),
    ...selectorAnswers(facts, rule),
  ]);
}

/** Group names are unique without regard to case in IAM, so they are compared that way. */
function inGroup(facts: UserFacts, group: string): Answer {
  const wanted = group.toLowerCase();
  return facts.groups.known ? facts.groups.value.some((name) => name.toLowerCase() === wanted) : undefined;
}

function whyUnreadable(facts: UserFacts): string {
  if (!facts.groups.known) return `groups: ${facts.groups.why}`;
  if (!facts.tags.known) return `tags: ${facts.tags.why}`;
  return facts.account.tags?.known === false ? `account tags: ${facts.account.tags.why}` : 'account tags';
}

function tagText(tag: TagMatch): string {
  return `${tag.key}${tag.value === undefined ? '' : `=${tag.value}`}`;
}
