import type { KeyRecord } from '../../domain/memory.ts';
import type { Saga } from '../../domain/saga.ts';
import { isCallFailure } from '../../ports/call-failure.ts';
import { assertLease, entry, save, type UserWork } from '../engine.ts';

/**
 * Compensation within the run that made the key: deactivate it at once, and delete it when nobody can have it.
 *
 * A key whose value may have reached Secrets Manager is only deactivated here; later runs delete it after 24 hours.
 * Whatever fails here is picked up by later runs, since the record says `discard` before anything is tried.
 */
export async function discardNow(work: UserWork, saga: Saga, record: KeyRecord): Promise<void> {
  const { keyId } = record;
  await save(work, {
    keys: [record],
    closeSaga: true,
    journal: [entry(work, saga, { step: 'discard', phase: 'intent', keyId, detail: record.discard ?? '' })],
  });
  try {
    assertLease(work);
    await work.session.setStatus(keyId, 'inactive');
    const at = work.engine.clock.now();
    const inactive: KeyRecord = { ...record, deactivatedAt: at, inactiveSince: at };
    await save(work, {
      keys: [inactive],
      journal: [entry(work, saga, { step: 'discard', phase: 'done', keyId, detail: 'deactivated' })],
    });
    if (record.exposed) return;
    assertLease(work);
    await work.session.deleteAccessKey(keyId);
    await save(work, {
      keys: [{ ...inactive, goneAt: work.engine.clock.now() }],
      journal: [
        entry(work, saga, { step: 'discard', phase: 'done', keyId, detail: 'deleted; nobody ever had it' }),
      ],
    });
  } catch (error) {
    if (!isCallFailure(error)) throw error;
    const phase = error.certainty === 'refused' ? 'refused' : 'unknown';
    await save(work, {
      journal: [entry(work, saga, { step: 'discard', phase, keyId, detail: error.awsCode })],
    });
  }
}
