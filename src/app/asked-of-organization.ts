import type { Settings } from '../domain/settings.ts';

/** Every organizational unit that the settings name, with the setting that names it. */
export function unitsNamed(settings: Settings): readonly (readonly [string, string])[] {
  const { scope, exemptions, overrides, safety } = settings;
  const from = (units: readonly string[] | undefined, setting: string) =>
    (units ?? []).map((unit) => [unit, setting] as const);
  return [
    ...from(scope.organizationalUnits, 'scope.organizationalUnits'),
    ...from(scope.excludeOrganizationalUnits, 'scope.excludeOrganizationalUnits'),
    ...exemptions.flatMap((rule) => from(rule.organizationalUnits, 'exemptions')),
    ...overrides.flatMap((rule) => from(rule.when.organizationalUnits, 'overrides')),
    ...safety.freeze.flatMap((window) => from(window.organizationalUnits, 'safety.freeze')),
    ...from(safety.canary?.organizationalUnits, 'safety.canary'),
  ];
}

/** Whether anything depends on where an account lies. */
export function namesUnits(settings: Settings): boolean {
  return unitsNamed(settings).length > 0;
}

/** Whether anything depends on the tags of accounts. */
export function namesAccountTags(settings: Settings): boolean {
  const { scope, exemptions, overrides } = settings;
  return (
    scope.accountTags.length > 0 ||
    exemptions.some((rule) => rule.accountTags !== undefined) ||
    overrides.some((rule) => rule.when.accountTags !== undefined)
  );
}
