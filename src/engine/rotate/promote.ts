import type { KeyRecord } from '../../domain/memory.ts';
import { recordOf, type UserMemory } from '../../domain/memory.ts';
import type { RotateSaga } from '../../domain/saga.ts';
import { plus } from '../../domain/time.ts';
import { isCallFailure } from '../../ports/call-failure.ts';
import type { SecretState } from '../../ports/cloud.ts';
import { assertLease, entry, save, type UserWork } from '../engine.ts';
import { notice } from '../notices.ts';
import { versionIdOf } from '../secret-names.ts';

/**
 * Hands a proven key over: its version becomes AWSCURRENT, the ledger takes note, and the owner is told.
 *
 * Ends the rotation. Safe to repeat: a version that is current already stays so.
 */
export async function promoteKey(
  work: UserWork,
  input: { saga: RotateSaga; record: KeyRecord; secret: SecretState; memory: UserMemory },
): Promise<void> {
  const { engine, session } = work;
  const versionId = versionIdOf(input.record.keyId);
  const secretArn = input.secret.arn;
  const saga: RotateSaga = { ...input.saga, promoteFrom: engine.clock.now() };
  await save(work, {
    saga,
    journal: [entry(work, saga, { step: 'promote', phase: 'intent', keyId: input.record.keyId })],
  });
  assertLease(work);
  try {
    await session.secrets.promote({ secretArn, versionId, from: input.secret.stages.get('AWSCURRENT') });
  } catch (error) {
    // The answer to an earlier attempt may have been lost: then the label has moved, and moving it again is refused.
    if (!isCallFailure(error)) throw error;
    const now = await session.secrets.describe();
    if (now?.stages.get('AWSCURRENT') !== versionId) throw error;
  }
  const promotedAt = engine.clock.now();
  const old = recordOf(input.memory, saga.oldKeyId);
  const plannedFor = plus(promotedAt, engine.settings.policy.installGrace);
  const told = notice(old ?? { ...input.record, keyId: saga.oldKeyId }, {
    kind: 'rotated',
    reason: saga.reason,
    pending: 'deactivate',
    plannedFor,
    secretArn,
    newKeyId: input.record.keyId,
    queuedAt: promotedAt,
  });
  await save(work, {
    keys: [
      { ...input.record, promotedAt },
      ...(old === undefined ? [] : [{ ...old, replacedBy: input.record.keyId }]),
    ],
    notices: [told],
    closeSaga: true,
    journal: [
      entry(work, saga, { step: 'promote', phase: 'done', keyId: input.record.keyId, detail: secretArn }),
    ],
  });
}

/** Finishes a rotation that was proven, and whose process died before the hand-over was noted. */
export async function finishPromotion(work: UserWork, saga: RotateSaga, memory: UserMemory): Promise<void> {
  const record = saga.newKeyId === undefined ? undefined : recordOf(memory, saga.newKeyId);
  const secret = await work.session.secrets.describe();
  if (record === undefined || secret === undefined || secret.pendingDeletion) {
    const gone = record === undefined ? [] : [{ ...record, discard: 'the secret it was stored in is gone' }];
    await save(work, {
      keys: gone,
      closeSaga: true,
      journal: [entry(work, saga, { step: 'promote', phase: 'refused' })],
    });
    return;
  }
  await promoteKey(work, { saga, record, secret, memory });
}
