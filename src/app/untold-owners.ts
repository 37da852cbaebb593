import type { Settings } from '../domain/settings.ts';
import type { UntoldOwners } from '../domain/untold-owners.ts';

/**
 * Whether deactivations come to nothing because owners must be told and no channel would: of everybody, or of all but
 * those for whom a policy asks for no notice; undefined when that stands in nobody's way.
 */
export function untoldOwners(
  settings: Pick<Settings, 'policy' | 'overrides'>,
  reachesOwners: boolean,
): UntoldOwners | undefined {
  const policies = [
    settings.policy.notice,
    ...settings.overrides.map(({ policy }) => policy.notice ?? settings.policy.notice),
  ];
  if (reachesOwners || !policies.includes('required')) return undefined;
  return policies.every((notice) => notice === 'required') ? 'all' : 'some';
}
