import type { AccessKeyId } from '../domain/ids.ts';
import type { StandingHold } from '../domain/memory.ts';
import type { UserContext } from './context.ts';

/**
 * The standing hold in force for a key; the one that lasts longest when there are several.
 *
 * A person's choice to keep the key (`resolve --keep`) is one, without an end.
 */
export function standingHoldOf(context: UserContext, keyId: AccessKeyId): StandingHold | undefined {
  const { keep } = context.memory;
  if (keep?.keyId === keyId) return { ...keep, kind: 'keep', from: keep.at };
  return context.memory.holds
    .filter((hold) => hold.keyId === keyId && (hold.until === undefined || context.now < hold.until))
    .sort((a, b) => (b.until ?? Infinity) - (a.until ?? Infinity))[0];
}
