import type { Settings } from '../../domain/settings.ts';
import type { ContradictionRule } from './rule.ts';

/**
 * Units and account tags cannot be read where there is no organization to ask.
 *
 * An exemption by unit would then exempt nobody, and users whom somebody meant to protect would lose their keys.
 */
export const unitsNeedOrganization: ContradictionRule = {
  reads: ['organization.mode', 'scope', 'exemptions', 'overrides', 'safety.freeze', 'safety.canary'],
  find: (settings) => {
    if (settings.organization.mode === 'organization') return [];
    return namedBy(settings).map(({ path, units }) => ({
      paths: [path, 'organization.mode'],
      message: `${path} names ${units ? 'organizational units' : 'tags of accounts'}, which cannot be looked up while organization.mode is this-account.`,
      hint: 'Name accounts instead, or set organization.mode to `organization`.',
    }));
  },
};

interface Named {
  readonly path: string;
  readonly units: boolean;
}

/** Everything that names units or account tags. */
function namedBy({ scope, exemptions, overrides, safety }: Settings): readonly Named[] {
  const { canary, freeze } = safety;
  return [
    ...ifAny('scope.organizationalUnits', scope.organizationalUnits, true),
    ...ifAny('scope.excludeOrganizationalUnits', scope.excludeOrganizationalUnits, true),
    ...ifAny('scope.accountTags', scope.accountTags, false),
    ...exemptions.flatMap((rule, at) => inSelector(`exemptions[${at}]`, rule)),
    ...overrides.flatMap((rule, at) => inSelector(`overrides[${at}].when`, rule.when)),
    ...freeze.flatMap((window, at) => inSelector(`safety.freeze[${at}]`, window)),
    ...ifAny('safety.canary.organizationalUnits', canary?.organizationalUnits, true),
  ];
}

function inSelector(
  path: string,
  given: { readonly organizationalUnits?: readonly unknown[]; readonly accountTags?: readonly unknown[] },
): readonly Named[] {
  return [
    ...ifAny(`${path}.organizationalUnits`, given.organizationalUnits, true),
    ...ifAny(`${path}.accountTags`, given.accountTags, false),
  ];
}

function ifAny(path: string, list: readonly unknown[] | undefined, units: boolean): readonly Named[] {
  return list === undefined || list.length === 0 ? [] : [{ path, units }];
}
