import type { AccessKeyId } from '../domain/ids.ts';
import { ALL_IS_SEEN } from '../domain/in-flight.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { ChangeSaga } from '../domain/saga.ts';
import { MINUTE } from '../domain/time.ts';
import { entry, type UserWork } from '../engine/engine.ts';
import { failed, type Outcome } from '../engine/outcome.ts';
import { isCallFailure } from '../ports/call-failure.ts';

/**
 * Reactivates a key of a user whom another run holds, whether that is working or dead. The hold stands already.
 *
 * The key's record belongs to the run with the lease and is not written: the next run sees the key active, finds the hold
 * of the undo, and takes note of the reactivation itself. The journal alone can be appended to beside another. What a
 * working run does when it meets the hold: src/engine/undone-meanwhile.ts.
 */
export async function reactivateBesideRun(
  work: Omit<UserWork, 'lease'>,
  keyId: AccessKeyId,
): Promise<Outcome> {
  const { engine, facts, session } = work;
  const { userId, userName } = facts;
  const ref = { accountId: facts.account.id, userId };
  const saga: ChangeSaga = {
    ...ref,
    kind: 'reactivate',
    sagaId: work.sagaId,
    runId: engine.runId,
    userName,
    openedAt: engine.clock.now(),
    keyId,
  };
  const noted = (phase: JournalEntry['phase']): JournalEntry =>
    entry(work, saga, { step: 'reactivate', phase, keyId, detail: 'beside another run' });
  await engine.ledger.appendJournal([noted('intent')]);
  try {
    await session.setStatus(keyId, 'active');
  } catch (error) {
    const refused = isCallFailure(error) && error.certainty === 'refused';
    await engine.ledger.appendJournal([noted(refused ? 'refused' : 'unknown')]);
    return failed(error);
  }
  await engine.ledger.appendJournal([noted('done')]);
  const { openSaga } = await engine.ledger.loadUser(ref);
  const switchesOff = openSaga?.kind === 'deactivate' && openSaga.keyId === keyId;
  engine.host.notify({
    code: 'UNDO_BESIDE_RUN',
    level: 'warn',
    text: `Another run, working or dead, has the lease on ${userName}; the key was reactivated without waiting for it. A run that is working sees the hold: it leaves the key alone, or switches it on again at once. The next run takes note of the reactivation.${switchesOff ? HALF_WAY : ''}`,
  });
  return { status: 'done' };
}

/** The one case that nobody can rule out: a killed run whose last call lands after the reactivation. */
const HALF_WAY = ` That run had begun to deactivate this very key. If it was killed while it did, the key may go inactive once more: look at it in IAM in ${ALL_IS_SEEN / MINUTE} minutes, and run the same command again if it has.`;
