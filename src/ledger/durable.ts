import type { JournalEntry } from '../domain/journal.ts';
import type { MemoryChange } from '../domain/user-unit.ts';

/**
 * Whether a write must be on the disk before anything else is done.
 *
 * What is about to be done to AWS must be. A note of what was done, lost with the machine's power, leaves the intent
 * behind, and the next run finds out from AWS what came of it.
 */
export function mustOutlivePower(change: MemoryChange): boolean {
  return isOrder(change) || change.journal?.some(precedesChange) === true;
}

/** What a person ordered is on the disk when the person is told so. */
function isOrder(change: MemoryChange): boolean {
  const holds = (change.addHolds?.length ?? 0) + (change.endHolds?.length ?? 0);
  const ended = change.dropKeep ?? change.dropForce;
  return holds > 0 || (change.keep ?? change.force ?? ended) !== undefined;
}

/** Preparing a rotation can be repeated, and a key that was made is found by its creation: those need no note of their own. */
function precedesChange({ phase, step }: JournalEntry): boolean {
  return phase === 'intent' && step !== 'rotate' && step !== 'store';
}
