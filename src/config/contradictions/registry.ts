import type { Settings } from '../../domain/settings.ts';
import type { Draft } from '../draft.ts';
import { policyClashes } from './every-policy.ts';
import { filesApart } from './files.ts';
import { listComplete } from './list-role.ts';
import { overrideNamesOnce, tagsOnce } from './names-once.ts';
import { unitsNeedOrganization } from './need-organization.ts';
import { extensionAllowsNotice, someWarning, warningBeforeNotice, warningWithinGrace } from './notice.ts';
import { canaryComplete, freezeForwards } from './rollout.ts';
import type { Clash, ContradictionRule, PolicyRule } from './rule.ts';
import { accountsBothWays, unitsBothWays } from './scope.ts';
import { quietWithinGrace, rotationAfterWarning } from './timing.ts';

/** What must hold within every policy that a user may come to have. */
export const POLICY_RULES: readonly PolicyRule[] = [
  someWarning,
  warningBeforeNotice,
  warningWithinGrace,
  extensionAllowsNotice,
  quietWithinGrace,
  rotationAfterWarning,
];

/** Everything that must hold between settings. Limits of a single setting are in its schema. */
const CONTRADICTION_RULES: readonly ContradictionRule[] = [
  ...POLICY_RULES.map((rule) => ({
    reads: rule.reads,
    find: (settings: Settings) => policyClashes(settings, rule),
  })),
  tagsOnce,
  overrideNamesOnce,
  accountsBothWays,
  unitsBothWays,
  unitsNeedOrganization,
  listComplete,
  freezeForwards,
  canaryComplete,
  filesApart,
];

/**
 * Everything in settings that cannot hold together.
 *
 * `isUnknown` tells of a setting that was given and could not be used: nothing is concluded from what stands in its place.
 */
export function contradictionsIn(options: {
  readonly settings: Settings;
  readonly draft: Draft;
  readonly isUnknown: (path: string) => boolean;
}): readonly Clash[] {
  const { settings, draft, isUnknown } = options;
  return CONTRADICTION_RULES.filter((rule) => !rule.reads.some(isUnknown)).flatMap((rule) =>
    rule.find(settings, draft),
  );
}
