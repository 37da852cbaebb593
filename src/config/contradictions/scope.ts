import type { Settings } from '../../domain/settings.ts';
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

function overlap(
  wanted: 'accounts' | 'organizationalUnits',
  excluded: 'excludeAccounts' | 'excludeOrganizationalUnits',
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
