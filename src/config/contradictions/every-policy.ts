import type { PolicyOverride, TagSetting } from '../../domain/override.ts';
import { type Policy, patchPolicy } from '../../domain/policy.ts';
import type { Settings } from '../../domain/settings.ts';
import { type Duration, formatDuration } from '../../domain/time.ts';
import type { Clash, PolicyRule } from './rule.ts';

/** A policy that some user may have, and which settings made it so. */
interface Variant {
  readonly policy: Policy;
  /** Where a setting was written, by its path in the policy; the document's own are left out. */
  readonly writtenAt: Readonly<Record<string, string>>;
  /** Whose policy it is, for people; empty for everybody's. */
  readonly whose: string;
}

/**
 * Asks a rule about every policy that a user may come to have.
 *
 * The rules compare sums of durations, so that the ends of what tags may say are the worst of it. Where a policy breaks a
 * rule by itself, what tags add to it is not told as well.
 */
export function policyClashes({ policy, overrides, userTags }: Settings, rule: PolicyRule): readonly Clash[] {
  const own: Variant = { policy, writtenAt: {}, whose: '' };
  const overridden = overrides
    .map((override, at) => variantOf(policy, override, at))
    .filter(({ writtenAt }) => Object.keys(writtenAt).some((path) => reads(rule, path)));
  const tags = userTags
    .map((setting, at) => ({ setting, at }))
    .filter(({ setting }) => reads(rule, `policy.${setting.sets}`));
  return [own, ...overridden].flatMap((variant) => {
    const found = clashesOf(rule, variant);
    if (found.length > 0) return found;
    const worse = tagged(variant, tags).find((other) => clashesOf(rule, other).length > 0);
    return worse === undefined ? [] : clashesOf(rule, worse);
  });
}

function clashesOf(rule: PolicyRule, { policy, writtenAt, whose }: Variant): readonly Clash[] {
  return rule.find({ policy }).map((clash) => ({
    ...clash,
    paths: inOrder(clash.paths.map((path) => writtenAt[path] ?? path)),
    message: `${whose}${clash.message}`,
  }));
}

function variantOf(policy: Policy, override: PolicyOverride, at: number): Variant {
  const written = leaves(override.policy).map((path) => [
    `policy.${path}`,
    `overrides[${at}].policy.${path}`,
  ]);
  const name = override.name === undefined ? '' : ` (${JSON.stringify(override.name)})`;
  return {
    policy: patchPolicy(policy, override.policy),
    writtenAt: Object.fromEntries(written),
    whose: `For the users of overrides[${at}]${name}: `,
  };
}

/** A policy with the tags at their ends, in every combination; the smallest first. */
function tagged(
  base: Variant,
  tags: readonly { readonly setting: TagSetting; readonly at: number }[],
): readonly Variant[] {
  let variants: readonly (Variant & { readonly tags: readonly string[] })[] = [{ ...base, tags: [] }];
  for (const { setting, at } of tags) {
    if (setting.sets === 'unusedKeys') continue;
    const added = variants.flatMap((variant) =>
      (['atLeast', 'atMost'] as const).map((end) => {
        const said = [...variant.tags, `${setting.tag} says ${formatDuration(setting[end])}`];
        return {
          policy: { ...variant.policy, [setting.sets]: setting[end] satisfies Duration },
          writtenAt: { ...variant.writtenAt, [`policy.${setting.sets}`]: `userTags[${at}].${end}` },
          whose: `${base.whose}When the tag ${said.join(' and the tag ')}: `,
          tags: said,
        };
      }),
    );
    variants = [...variants, ...added];
  }
  return variants.slice(1).sort((a, b) => a.tags.length - b.tags.length);
}

/** What tags and overrides set comes first: it is the part that is different, and so at fault. */
function inOrder(paths: readonly string[]): readonly string[] {
  const rank = (path: string): number =>
    path.startsWith('userTags') ? 0 : path.startsWith('overrides') ? 1 : 2;
  return [...paths].sort((a, b) => rank(a) - rank(b));
}

/** The settings in a patch, with dots: `inUse.extend`. */
function leaves(patch: object): readonly string[] {
  return Object.entries(patch).flatMap(([name, value]) =>
    typeof value === 'object' && !Array.isArray(value)
      ? Object.keys(value).map((inner) => `${name}.${inner}`)
      : [name],
  );
}

function reads(rule: PolicyRule, path: string): boolean {
  return rule.reads.some((read) => path === read || path.startsWith(`${read}.`));
}
