import type { PolicySource } from '../domain/decision.ts';
import type { PolicyOverride, TagSetting } from '../domain/override.ts';
import { type Policy, type PolicyPatch, patchPolicy } from '../domain/policy.ts';
import { formatDuration, parseDuration } from '../domain/time.ts';
import type { UserFacts } from '../domain/user-facts.ts';
import { selects } from './selector.ts';

/** The policy of one user, and where it came from. */
export interface ResolvedPolicy {
  readonly policy: Policy;
  readonly source?: PolicySource;
  /** Tags that were not followed, and why; for people. */
  readonly refusedTags: readonly string[];
  /** Something that decides about the policy could not be read, so that nothing may be changed by it. */
  readonly unreadable?: string;
}

/** What a document says about policies. */
export interface PolicyRules {
  readonly policy: Policy;
  readonly overrides: readonly PolicyOverride[];
  readonly userTags: readonly TagSetting[];
}

/**
 * The policy that holds for a user: the document's, the first override that applies, and last the tags it allows.
 *
 * A tag that asks for something outside its bounds, or that cannot be understood, is not followed and is reported: who
 * may tag a user must not be able to take it out of the policy.
 */
export function resolvePolicy(rules: PolicyRules, facts: UserFacts): ResolvedPolicy {
  const { found, unreadable } = firstOverride(rules.overrides, facts);
  const base = found === undefined ? rules.policy : patchPolicy(rules.policy, found.rule.policy);
  if (unreadable !== undefined) return { policy: base, refusedTags: [], unreadable };
  if (rules.userTags.length > 0 && !facts.tags.known)
    return { policy: base, refusedTags: [], unreadable: `tags: ${facts.tags.why}` };
  const tagged = withTags(base, rules.userTags, facts);
  const source: PolicySource = {
    ...(found === undefined ? {} : { override: found.rule.name ?? `overrides[${found.index}]` }),
    ...(tagged.followed.length === 0 ? {} : { tags: tagged.followed }),
  };
  return {
    policy: tagged.policy,
    refusedTags: tagged.refused,
    ...(Object.keys(source).length === 0 ? {} : { source }),
  };
}

/** Rules are tried in order; one that may apply and cannot be judged ends the search without an answer. */
function firstOverride(overrides: readonly PolicyOverride[], facts: UserFacts) {
  for (const [index, rule] of overrides.entries()) {
    const answer = selects(facts, rule.when);
    if (answer === true) return { found: { rule, index } };
    if (answer === undefined) {
      const why = facts.account.tags?.known === false ? facts.account.tags.why : 'not read';
      return { unreadable: `account tags: ${why}` };
    }
  }
  return {};
}

function withTags(policy: Policy, settings: readonly TagSetting[], facts: UserFacts) {
  const followed: string[] = [];
  const refused: string[] = [];
  let result = policy;
  for (const setting of settings) {
    const value = tagValue(facts, setting.tag);
    if (value === undefined) continue;
    const answer = readTag(setting, value);
    if ('patch' in answer) {
      result = patchPolicy(result, answer.patch);
      followed.push(setting.tag);
    } else refused.push(`${setting.tag}: ${answer.refused}`);
  }
  return { policy: result, followed, refused };
}

/** Tag keys of a user are unique without regard to case in IAM. */
function tagValue(facts: UserFacts, key: string): string | undefined {
  if (!facts.tags.known) return undefined;
  return [...facts.tags.value].find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

function readTag(
  setting: TagSetting,
  text: string,
): { readonly patch: PolicyPatch } | { readonly refused: string } {
  const given = text.trim().toLowerCase();
  if (setting.sets === 'unusedKeys') {
    const value = setting.values.find((allowed) => allowed === given);
    return value === undefined
      ? { refused: `"${text}" is not one of ${setting.values.join(', ')}` }
      : { patch: { unusedKeys: value } };
  }
  const value = parseDuration(/^\d+$/.test(given) ? `${given}d` : given);
  if (value === undefined) return { refused: `"${text}" is not a length of time, such as 60d` };
  if (value < setting.atLeast) return { refused: `"${text}" is below ${formatDuration(setting.atLeast)}` };
  if (value > setting.atMost) return { refused: `"${text}" is above ${formatDuration(setting.atMost)}` };
  return { patch: { [setting.sets]: value } };
}
