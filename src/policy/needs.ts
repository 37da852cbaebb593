import type { AccessKey } from '../domain/access-key.ts';
import type { AccessKeyId } from '../domain/ids.ts';
import { recordOf, type UserMemory } from '../domain/memory.ts';
import type { Policy } from '../domain/policy.ts';
import type { Instant } from '../domain/time.ts';

/**
 * The keys whose last use a decision may depend on: everything of a user with a key that is near its limit, that
 * Keyturn has begun to deal with, about which a saga is open, or between whose keys a person has chosen. Other keys are within their limits whatever their use.
 *
 * A property test holds this against the planner: reading more never changes a decision.
 */
export function keysWhoseUseMatters(
  keys: readonly AccessKey[],
  memory: UserMemory,
  context: { readonly policy: Policy; readonly now: Instant },
): readonly AccessKeyId[] {
  const { policy, now } = context;
  const lead = Math.max(0, ...policy.warnBefore);
  const cleanedUp = policy.inactiveCleanup === 'off' ? Number.POSITIVE_INFINITY : policy.inactiveCleanup;
  const concerned = keys.some((key) => {
    const record = recordOf(memory, key.id);
    const limit = key.status === 'active' ? policy.rotateAfter : cleanedUp;
    const near = now >= key.createdAt + limit - lead;
    const begun =
      record !== undefined &&
      (record.discard !== undefined ||
        record.deactivatedAt !== undefined ||
        keys.some((other) => other.id === record.replaces) ||
        record.replacedBy !== undefined);
    return near || begun;
  });
  const ordered = memory.openSaga ?? memory.keep ?? memory.force;
  return concerned || ordered !== undefined ? keys.map((key) => key.id) : [];
}
