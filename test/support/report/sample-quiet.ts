import type { SampleKey } from './sample-keys.ts';
import { inDays, usedHoursAgo } from './sample-keys.ts';

const USERS = [
  'deploy-bot',
  'log-shipper',
  'terraform-state-reader-for-the-very-long-named-legacy-platform',
  'sftp-gateway',
  'partner-upload',
  'cost-explorer',
  'mail-archive',
  'inventory-sync',
] as const;

/** Keys on which nothing is due: within their limits, announced, exempt, or left alone. */
export function quietKeys(account: number, count: number): readonly SampleKey[] {
  return Array.from({ length: count }, (_, index) => quietKey(account * 100 + index, index));
}

function quietKey(seed: number, index: number): SampleKey {
  const user = USERS[(seed + index) % USERS.length] ?? 'user';
  const age = (seed * 37 + index * 11) % 82;
  const common = { seed: seed + 1_000, user, action: 'none' } as const;
  if (index === 3)
    return { ...common, age: 140, reason: 'INACTIVE_KEY_LEFT_ALONE', lastUsed: usedHoursAgo(3_300) };
  if (index === 5) {
    const exempt = {
      kind: 'exempt',
      by: 'group IAMKeyRotationExemptionGroup',
      instead: 'rotate',
      because: 'EXPIRED_ACTIVE_KEY',
    } as const;
    return { ...common, age: 301, reason: 'EXEMPT', lastUsed: usedHoursAgo(7), more: [exempt] };
  }
  if (index === 6)
    return {
      ...common,
      age: 99,
      reason: 'KEY_PENDING_DEACTIVATION',
      due: inDays(1.4),
      lastUsed: usedHoursAgo(190),
    };
  return { ...common, age, reason: 'KEY_WITHIN_LIMITS', due: inDays(90 - age) };
}
