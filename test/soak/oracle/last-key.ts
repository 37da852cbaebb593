import type { Policy } from '../../../src/domain/policy.ts';
import { type Bench, SLACK, toldUse } from './bench.ts';
import { type KeyLife, keysOf } from './scene.ts';

/**
 * Nobody's last active key is switched off for another that is going as well: without an active key beside it, it goes only
 * if none of the user's keys was in use, as far as AWS had told.
 */
export function lastKeyProblem(
  bench: Bench,
  key: KeyLife,
  { policy, at }: { readonly policy: Policy; readonly at: number },
): string | undefined {
  const keys = keysOf(bench.scene, key.userId);
  if (keys.some((other) => other.id !== key.id && other.status === 'Active')) return undefined;
  const inUse = keys.find((one) => {
    const used = toldUse(one, at);
    return used !== undefined && at - used < policy.unusedFor - SLACK;
  });
  return inUse === undefined ? undefined : 'switched off the last active key of a user who was in use';
}
