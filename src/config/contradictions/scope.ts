import type { Settings } from '../settings.ts';
import type { Clash, ContradictionRule } from './rule.ts';

/** An account cannot be asked for and left out. */
export const accountsBothWays: ContradictionRule = {
  reads: ['scope.accounts', 'scope.excludeAccounts'],
  find: ({ scope }) => overlap('accounts', 'excludeAccounts', scope),
};

/** Nor can an organizational unit. */
export const unitsBothWays: ContradictionRule = {
  reads: ['scope.organizationalUnits', 'scope.excludeOrganizationalUnits'],
  find: ({ scope }) => overlap('organizationalUnits', 'excludeOrganizationalUnits', scope),
};

/**
 * Units cannot be read where there is no organization to ask.
 *
 * An exemption by unit would then exempt nobody, and users whom somebody meant to protect would lose their keys.
 */
export const unitsNeedOrganization: ContradictionRule = {
  reads: ['organization.mode', 'scope.organizationalUnits', 'scope.excludeOrganizationalUnits', 'exemptions'],
  find: ({ organization, scope, exemptions }) => {
    if (organization.mode === 'organization') return [];
    const rule = exemptions.findIndex((exemption) => exemption.organizationalUnits !== undefined);
    const paths = [
      ...(scope.organizationalUnits.length > 0 ? ['scope.organizationalUnits'] : []),
      ...(scope.excludeOrganizationalUnits.length > 0 ? ['scope.excludeOrganizationalUnits'] : []),
      ...(rule >= 0 ? [`exemptions[${rule}].organizationalUnits`] : []),
    ];
    const hint = 'Name accounts instead of units, or set organization.mode to `organization`.';
    return paths.map((path) => ({
      paths: [path, 'organization.mode'],
      message: `${path} names organizational units, which cannot be looked up while organization.mode is this-account.`,
      hint,
    }));
  },
};

function overlap(
  wanted: keyof Settings['scope'],
  excluded: keyof Settings['scope'],
  scope: Settings['scope'],
): readonly Clash[] {
  return scope[excluded].flatMap((id, at) =>
    scope[wanted].includes(id)
      ? [
          {
            paths: [`scope.${excluded}[${at}]`, `scope.${wanted}`],
            message: `${id} is in scope.${wanted} and in scope.${excluded}.`,
            hint: 'Remove it from one of the two.',
          },
        ]
      : [],
  );
}
