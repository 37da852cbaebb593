import type { ExemptionRule } from '../../domain/exemption.ts';
import type { Settings } from '../../domain/settings.ts';
import { formatDuration } from '../../domain/time.ts';
import type { ConfigProblem } from '../problem.ts';
import type { EnvironmentDocument } from '../read-environment.ts';

/**
 * Exemptions with those that aliases give.
 *
 * A group takes the place of the default’s or the preset’s, as in the systems that the aliases come from; to a list in the
 * file it is added, since an alias must not take a protection away that somebody wrote down.
 */
export function withAliasExemptions(
  exemptions: readonly ExemptionRule[],
  added: readonly ExemptionRule[],
  inFile: boolean,
): readonly ExemptionRule[] {
  const replaces = !inFile && added.some((rule) => rule.group !== undefined);
  const kept = replaces ? exemptions.filter((rule) => !isGroupOnly(rule)) : exemptions;
  const known = kept.map((rule) => JSON.stringify(rule));
  const fresh = added.filter((rule, at) => {
    const text = JSON.stringify(rule);
    return !known.includes(text) && added.findIndex((other) => JSON.stringify(other) === text) === at;
  });
  return [...kept, ...fresh];
}

/** Where an alias for the age of deactivation does not agree with the two settings that make it. */
export function aliasProblems(options: {
  readonly settings: Settings;
  readonly environment: EnvironmentDocument;
  readonly isUnknown: (path: string) => boolean;
}): readonly ConfigProblem[] {
  const { settings, environment, isUnknown } = options;
  const { rotateAfter, installGrace } = settings.policy;
  if (isUnknown('policy.rotateAfter') || isUnknown('policy.installGrace')) return [];
  return environment.inactiveAges.flatMap(({ alias, age }): readonly ConfigProblem[] => {
    if (age === rotateAfter + installGrace) return [];
    const message = `${alias.name} is ${formatDuration(age)}, but policy.rotateAfter (${formatDuration(rotateAfter)}) and policy.installGrace (${formatDuration(installGrace)}) are ${formatDuration(rotateAfter + installGrace)} together.`;
    const hint = `Unset ${alias.name}, which sets nothing by itself, or correct RotationPeriod or InactiveBuffer.`;
    return [
      { code: 'CONFIG_CONTRADICTION', path: 'policy.installGrace', variable: alias.name, message, hint },
    ];
  });
}

function isGroupOnly(rule: ExemptionRule): boolean {
  return rule.group !== undefined && Object.keys(rule).length === 1;
}
