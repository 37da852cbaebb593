import type { Objection } from '../../domain/decision.ts';
import type { KeyRecord } from '../../domain/memory.ts';
import { recordOf, type UserMemory } from '../../domain/memory.ts';
import type { RotateSaga } from '../../domain/saga.ts';
import { plus } from '../../domain/time.ts';
import { freezesOf } from '../../policy/pauses.ts';
import { resolvePolicy } from '../../policy/resolve-policy.ts';
import { afterFreezes, isUntellable } from '../../policy/retire.ts';
import { isCallFailure } from '../../ports/call-failure.ts';
import type { SecretState } from '../../ports/cloud.ts';
import { versionIdOf } from '../../secrets/secret-names.ts';
import { assertLease, entry, save, type UserWork } from '../engine.ts';
import { foreignLedgerObjection } from '../foreign-ledger.ts';
import { notice } from '../notices.ts';
import { failed, type Outcome } from '../outcome.ts';
import { admissionTo } from './adopted-secret.ts';

/**
 * Hands a proven key over: its version becomes AWSCURRENT, the ledger takes note, and the owner is told.
 *
 * Ends the rotation. Safe to repeat: a version that is current already stays so. Into the policy of a secret that others
 * made, the owner is let last thing before that; what blocks it is given back, with nothing changed.
 */
export async function promoteKey(
  work: UserWork,
  input: { saga: RotateSaga; record: KeyRecord; secret: SecretState; memory: UserMemory },
): Promise<Objection | undefined> {
  const { engine, session } = work;
  const versionId = versionIdOf(input.record.keyId);
  const secretArn = input.secret.arn;
  const { delivery } = engine.settings;
  const isCurrent = input.secret.stages.get('AWSCURRENT') === versionId;
  const admission =
    input.secret.adopted && !isCurrent
      ? await admissionTo(input.secret, { secrets: session.secrets, facts: work.facts, delivery })
      : undefined;
  if (admission?.possible === false) return admission.objection;
  const saga: RotateSaga = { ...input.saga, promoteFrom: engine.clock.now() };
  await save(work, {
    saga,
    journal: [
      ...(admission?.changes === true ? [entry(work, saga, { step: 'admit', phase: 'intent' })] : []),
      entry(work, saga, { step: 'promote', phase: 'intent', keyId: input.record.keyId }),
    ],
  });
  assertLease(work);
  if (admission?.changes === true) await session.secrets.setPolicy({ secretArn, policy: admission.after });
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
  const { policy } = resolvePolicy(engine.settings, work.facts);
  const freezes = freezesOf(work.facts.account, engine.settings.safety.freeze);
  const unheard = isUntellable({ ...engine, policy });
  const told = notice(old ?? { ...input.record, keyId: saga.oldKeyId }, {
    kind: 'rotated',
    reason: saga.reason,
    pending: 'deactivate',
    plannedFor: afterFreezes({ freezes }, plus(promotedAt, policy.installGrace)),
    ...(unheard ? { unheard: true as const } : {}),
    secretArn,
    newKeyId: input.record.keyId,
    queuedAt: promotedAt,
  });
  await save(work, {
    keys: [
      { ...input.record, promotedAt, secretArn },
      ...(old === undefined ? [] : [replacedRecord(old, input.record)]),
    ],
    // One for each hand-over, whatever date they have: of two replacements of one key the owner hears twice.
    notices: [{ ...told, id: `${told.id}/${input.record.keyId}` }],
    // The order to replace it is carried out; the replacement is a key like any other.
    ...(input.memory.force?.keyIds.includes(saga.oldKeyId) ? { dropForce: true as const } : {}),
    closeSaga: true,
    journal: [
      ...(admission?.changes === true ? [entry(work, saga, { step: 'admit', phase: 'done' })] : []),
      entry(work, saga, { step: 'promote', phase: 'done', keyId: input.record.keyId, detail: secretArn }),
    ],
  });
  return undefined;
}

/** A new retirement begins for the old key, with an extension of its own. */
function replacedRecord(old: KeyRecord, replacement: KeyRecord): KeyRecord {
  const { extendedUntil: _earlier, ...rest } = old;
  return { ...rest, replacedBy: replacement.keyId };
}

/** Finishes a rotation that was proven, and whose process died before the hand-over was noted. */
export async function finishPromotion(
  work: UserWork,
  saga: RotateSaga,
  memory: UserMemory,
): Promise<Outcome> {
  const record = saga.newKeyId === undefined ? undefined : recordOf(memory, saga.newKeyId);
  if (record === undefined) return { status: 'failed', code: 'INTERNAL', why: 'The new key has no record.' };
  let secret: SecretState | undefined;
  try {
    secret = await work.session.secrets.describe(saga.secretArn);
  } catch (error) {
    return failed(error);
  }
  const foreign = foreignLedgerObjection(work, secret);
  if (foreign !== undefined) return { status: 'held', objections: [foreign] };
  if (secret !== undefined && !secret.pendingDeletion) {
    try {
      const objection = await promoteKey(work, { saga, record, secret, memory });
      return objection === undefined ? { status: 'done' } : { status: 'held', objections: [objection] };
    } catch (error) {
      return failed(error);
    }
  }
  if (saga.promoteFrom !== undefined) {
    const detail = 'the secret is gone, and the new key may have been fetched from it before';
    return { status: 'held', objections: [{ gate: 'unfinished-saga', state: 'blocked', detail }] };
  }
  const gone = { ...record, discard: 'the secret it was stored in is gone' };
  const line = entry(work, saga, { step: 'promote', phase: 'refused', keyId: record.keyId });
  await save(work, { keys: [gone], closeSaga: true, journal: [line] });
  return { status: 'done' };
}
