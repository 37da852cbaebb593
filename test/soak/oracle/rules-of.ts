import type { Policy, PolicyPatch } from '../../../src/domain/policy.ts';
import type { Settings } from '../../../src/domain/settings.ts';
import type { Knowledge, Person, Standing } from '../knowledge.ts';
import { AGE_TAG, EXEMPT_GROUP, EXEMPT_TAG, UNUSED_TAG } from '../make-settings.ts';

const DAY = 86_400_000;

/** A document and a standing that were in force together. */
interface InForce {
  readonly settings: Settings;
  readonly standing: Standing;
}

/**
 * What was in force for a user within a stretch of time: every document, with every state of the user's tags and groups.
 *
 * Works out policies and exemptions by itself, for the few forms that schedules use; it knows nothing of Keyturn's code
 * for the same.
 */
export function inForce(
  knowledge: Knowledge,
  person: Person,
  from: number,
  until: number,
): readonly InForce[] {
  const documents = within(knowledge.settings, from, until);
  const standings = within(person.standings, from, until);
  return documents.flatMap(({ settings }) => standings.map((standing) => ({ settings, standing })));
}

function within<T extends { readonly at: number }>(
  list: readonly T[],
  from: number,
  until: number,
): readonly T[] {
  const begun = list.filter(({ at }) => at <= until);
  const first = begun.findLastIndex(({ at }) => at <= from);
  return begun.slice(Math.max(0, first));
}

/** The policy of a user under a document: the first override that fits, and then the tags that the document allows. */
export function policyOf(person: Person, { settings, standing }: InForce): Policy {
  const found = settings.overrides.find(({ when }) => {
    const { users, accounts, paths, accountTags } = when;
    if (users !== undefined && !users.some((glob) => fits(person.userName, glob))) return false;
    if (accounts !== undefined && !accounts.includes(person.accountId)) return false;
    if (paths !== undefined && !person.path.startsWith('/team/')) return false;
    return accountTags?.every(({ key, value }) => person.accountTags.get(key) === value) !== false;
  });
  const patch: PolicyPatch = found?.policy ?? {};
  const base: Policy = {
    ...settings.policy,
    ...patch,
    inUse: { ...settings.policy.inUse, ...patch.inUse },
  };
  if (settings.userTags.length === 0) return base;
  const age = /^(\d+)d?$/.exec(standing.tags.get(AGE_TAG) ?? '')?.[1];
  const days = Number(age ?? Number.NaN);
  const unused = standing.tags.get(UNUSED_TAG);
  return {
    ...base,
    ...(days >= 15 && days <= 120 ? { rotateAfter: (days * DAY) as Policy['rotateAfter'] } : {}),
    ...(unused === 'replace' || unused === 'keep' ? { unusedKeys: unused } : {}),
  };
}

/** Whether a user is exempt at a time. */
export function isExempt(person: Person, { settings, standing }: InForce, at: number): boolean {
  return settings.exemptions.some((rule) => {
    if (rule.until !== undefined && at >= rule.until) return false;
    if (rule.group !== undefined && !standing.groups.has(rule.group)) return false;
    if (rule.group !== undefined && rule.group !== EXEMPT_GROUP && standing.groups.size === 0) return false;
    if (rule.users !== undefined && !rule.users.some((glob) => fits(person.userName, glob))) return false;
    if (rule.paths !== undefined && !person.path.startsWith('/team/')) return false;
    if (rule.tag === undefined) return true;
    const value = standing.tags.get(rule.tag.key);
    if (value === undefined) return false;
    if (rule.tag.value !== undefined) return value === rule.tag.value;
    return rule.tag.key === EXEMPT_TAG ? !['false', 'no', '0'].includes(value) : true;
  });
}

function fits(name: string, glob: string): boolean {
  return glob.endsWith('*') ? name.startsWith(glob.slice(0, -1)) : name === glob;
}
