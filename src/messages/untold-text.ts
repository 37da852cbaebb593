import type { UntoldOwners } from '../domain/untold-owners.ts';
import { UNHEARD_WHY } from './next-text.ts';

/** That nothing will be deactivated, why, and what would change that. For the first lines of every output. */
export function untoldText(untold: UntoldOwners): string {
  const what =
    untold === 'all'
      ? 'No key will be deactivated'
      : 'No key will be deactivated, except under a policy with `notice: not-required`';
  return `${what}: owners must be told first (\`policy.notice: required\`), and ${UNHEARD_WHY}. Due deactivations are held. This version has no such channel for real AWS: tell owners yourself and set \`policy.notice: not-required\`.`;
}
