import type { AccessKeyId } from '../domain/ids.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { OffEvidence } from '../domain/off-evidence.ts';
import type { ChangeSaga } from '../domain/saga.ts';
import type { MemoryChange } from '../domain/user-unit.ts';
import { isCallFailure } from '../ports/call-failure.ts';
import { assertLease, entry, save, type UserWork } from './engine.ts';
import { failed, type Outcome } from './outcome.ts';
import { begunAnew, heldBy, standingHold, takenBack } from './undone-meanwhile.ts';

/** One change of one key: what to call, and what is true once it has succeeded. */
export interface Change {
  readonly kind: ChangeSaga['kind'];
  readonly keyId: AccessKeyId;
  /** For deactivations: the use that it rests on. */
  readonly offEvidence?: OffEvidence | undefined;
  readonly call: () => Promise<void>;
  readonly result: () => MemoryChange;
  /** For switching off: switches on again, when a person has undone it meanwhile. */
  readonly takeBack?: () => Promise<void>;
  /** Another saga of the user is open, and stays so: this change is journalled, and leaves no saga of its own. */
  readonly beside?: boolean;
}

/**
 * Runs a change of one key between two journal entries.
 *
 * Refused: nothing happened, and the saga is closed. Unknown: the saga stays open, and the next run sees in IAM what
 * is true. The calls are repeatable by nature, since they name the key and the state it is to have.
 *
 * Last thing before the call the standing holds are read again, after the intent was written: that may have waited, and
 * an undo writes its hold without waiting for anybody. After a call that switches off they are read once more:
 * `undone-meanwhile.ts` tells why.
 */
export async function changeKey(work: UserWork, change: Change): Promise<Outcome> {
  const { engine, facts } = work;
  const saga: ChangeSaga = {
    kind: change.kind,
    sagaId: work.sagaId,
    runId: engine.runId,
    accountId: facts.account.id,
    userId: facts.userId,
    userName: facts.userName,
    openedAt: engine.clock.now(),
    keyId: change.keyId,
    ...(change.offEvidence === undefined ? {} : { offEvidence: change.offEvidence }),
  };
  const step = change.kind;
  const { keyId, beside = false } = change;
  const opened = beside ? {} : { saga };
  const closed = beside ? {} : { closeSaga: true as const };
  await save(work, { ...opened, journal: [entry(work, saga, { step, phase: 'intent', keyId })] });
  const standing = change.kind === 'reactivate' ? undefined : await standingHold(work, keyId);
  if (standing !== undefined) {
    const line = entry(work, saga, { step, phase: 'refused', keyId, detail: `held: ${standing.kind}` });
    const undone = standing.kind === 'undo' && change.takeBack !== undefined;
    await save(work, { ...(undone ? await begunAnew(work, keyId) : {}), journal: [line], ...closed });
    return heldBy(standing);
  }
  try {
    assertLease(work);
    await change.call();
  } catch (error) {
    const outcome = failed(error);
    const unknown = isCallFailure(error) && error.certainty === 'unknown';
    const line = entry(work, saga, { step, phase: unknown ? 'unknown' : 'refused', keyId });
    const undone = unknown ? await undoneMeanwhile(work, change, { saga, line }) : undefined;
    if (undone !== undefined) return undone;
    await save(work, { journal: [line], ...(unknown ? {} : closed) });
    return outcome;
  }
  // From before the holds are read again: an undo that comes later than that reactivates later than this.
  const after = change.result();
  const done = entry(work, saga, { step, phase: 'done', keyId });
  const undone = await undoneMeanwhile(work, change, { saga, line: done });
  if (undone !== undefined) return undone;
  await save(work, {
    ...after,
    ...closed,
    journal: [done],
  });
  return { status: 'done' };
}

async function undoneMeanwhile(
  work: UserWork,
  { takeBack }: Change,
  at: { readonly saga: ChangeSaga; readonly line: JournalEntry },
): Promise<Outcome | undefined> {
  return takeBack === undefined ? undefined : await takenBack(work, { ...at, takeBack });
}
