import type { AccessKeyId } from '../domain/ids.ts';
import type { OffEvidence } from '../domain/off-evidence.ts';
import type { ChangeSaga } from '../domain/saga.ts';
import { isCallFailure } from '../ports/call-failure.ts';
import type { MemoryChange } from '../ports/ledger.ts';
import { assertLease, entry, save, type UserWork } from './engine.ts';
import { failed, type Outcome } from './outcome.ts';

/** One change of one key: what to call, and what is true once it has succeeded. */
export interface Change {
  readonly kind: ChangeSaga['kind'];
  readonly keyId: AccessKeyId;
  /** For deactivations: the use that it rests on. */
  readonly offEvidence?: OffEvidence | undefined;
  readonly call: () => Promise<void>;
  readonly result: () => MemoryChange;
  /** Another saga of the user is open, and stays so: this change is journalled, and leaves no saga of its own. */
  readonly beside?: boolean;
}

/**
 * Runs a change of one key between two journal entries.
 *
 * Refused: nothing happened, and the saga is closed. Unknown: the saga stays open, and the next run sees in IAM what
 * is true. The calls are repeatable by nature, since they name the key and the state it is to have.
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
  try {
    assertLease(work);
    await change.call();
  } catch (error) {
    const outcome = failed(error);
    const unknown = isCallFailure(error) && error.certainty === 'unknown';
    const line = entry(work, saga, { step, phase: unknown ? 'unknown' : 'refused', keyId });
    await save(work, { journal: [line], ...(unknown ? {} : closed) });
    return outcome;
  }
  const after = change.result();
  await save(work, {
    ...after,
    ...closed,
    journal: [entry(work, saga, { step, phase: 'done', keyId })],
  });
  return { status: 'done' };
}
