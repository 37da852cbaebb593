import type { AccessKeyId } from '../domain/ids.ts';
import type { KeepChoice, StandingHold } from '../domain/memory.ts';
import type { Instant } from '../domain/time.ts';
import { liveReplacement, type UserContext } from './context.ts';

/**
 * The standing hold in force for a key; the one that lasts longest when there are several.
 *
 * A person's choice to keep the key (`resolve --keep`) is one, until Keyturn has handed over a replacement for it.
 */
export function standingHoldOf(context: UserContext, keyId: AccessKeyId): StandingHold | undefined {
  const { keep } = context.memory;
  if (keep?.keyId === keyId && !wasReplacedSince(context, keep))
    return { ...keep, id: 'keep', kind: 'keep', from: keep.at };
  return context.memory.holds
    .filter((hold) => hold.keyId === keyId && (hold.until === undefined || context.now < hold.until))
    .sort((a, b) => (b.until ?? Infinity) - (a.until ?? Infinity))[0];
}

/** When the latest of the key's holds that had an end came to it; undefined when none has. */
export function lastHoldEnd(context: UserContext, keyId: AccessKeyId): Instant | undefined {
  const ends = context.memory.holds.flatMap((hold) =>
    hold.keyId === keyId && hold.until !== undefined && hold.until <= context.now ? [hold.until] : [],
  );
  return ends.length === 0 ? undefined : (Math.max(...ends) as Instant);
}

function wasReplacedSince(context: UserContext, keep: KeepChoice): boolean {
  return (liveReplacement(context, keep.keyId)?.promotedAt ?? 0) > keep.at;
}
