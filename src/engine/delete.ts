import type { Decision, Objection } from '../domain/decision.ts';
import { recordOf, type UserMemory } from '../domain/memory.ts';
import type { Reason } from '../domain/reason.ts';
import { isActive } from '../policy/context.ts';
import type { SecretState } from '../ports/cloud.ts';
import { versionIdOf } from '../secrets/secret-names.ts';
import { announcedAgain } from './announce-again.ts';
import { changeKey } from './change.ts';
import type { UserWork } from './engine.ts';
import { foreignLedgerObjection } from './foreign-ledger.ts';
import { notice } from './notices.ts';
import { failed, type Outcome } from './outcome.ts';

/**
 * Deletes one inactive key. Re-reads the standing holds last thing before the call: an undo writes its hold first and
 * acts second, and must win.
 */
export async function deleteKey(work: UserWork, decision: Decision, memory: UserMemory): Promise<Outcome> {
  const { engine, facts } = work;
  // A key that Keyturn discards was never anybody's, and its own ledger knows it; of all others the secret may object.
  if (decision.action === 'delete') {
    try {
      const secret = await work.session.secrets.describe();
      const objection =
        foreignLedgerObjection(work, secret) ?? lostReplacement(work, { decision, memory, secret });
      if (objection !== undefined) return { status: 'held', objections: [objection] };
      const reason = PENDING[decision.reason] ?? 'KEY_PENDING_DELETION';
      const again = await announcedAgain(work, { decision, memory, pending: 'delete', reason });
      if (again !== undefined) return { status: 'held', objections: [again] };
    } catch (error) {
      return failed(error);
    }
  }
  const latest = await engine.ledger.loadUser({ accountId: facts.account.id, userId: facts.userId });
  const hold = latest.holds.find(
    (candidate) => candidate.keyId === decision.keyId && (candidate.until ?? Infinity) > engine.clock.now(),
  );
  if (hold !== undefined) {
    return { status: 'held', objections: [{ gate: 'standing-hold', state: 'blocked', detail: hold.kind }] };
  }
  const record = recordOf(memory, decision.keyId);
  return await changeKey(work, {
    kind: decision.action === 'repair' ? 'discard' : 'delete',
    keyId: decision.keyId,
    call: () => work.session.deleteAccessKey(decision.keyId),
    result: () => {
      const now = engine.clock.now();
      const told = notice(decision, { kind: 'deleted', reason: decision.reason, queuedAt: now });
      return {
        keys: record === undefined ? [] : [{ ...record, goneAt: now }],
        notices: decision.action === 'repair' && record?.attributed !== true ? [] : [told],
      };
    },
  });
}

/** The reason under which a deletion is announced, where it is not the usual one. */
const PENDING: Partial<Readonly<Record<Reason, Reason>>> = {
  EXPIRED_INACTIVE_KEY_CONFLICT: 'KEY_PENDING_DELETION_CONFLICT',
  FORCED_INACTIVE_KEY_CONFLICT: 'KEY_PENDING_DELETION_CONFLICT',
};

/**
 * A key that was replaced is its owner's way back until the replacement was used, or can be fetched: people delete and
 * overwrite secrets in the days between deactivation and deletion. The version id carries the key id, so no value is read.
 */
function lostReplacement(
  { facts }: UserWork,
  given: {
    readonly decision: Decision;
    readonly memory: UserMemory;
    readonly secret: SecretState | undefined;
  },
): Objection | undefined {
  const { decision, memory, secret } = given;
  const old = recordOf(memory, decision.keyId);
  if (old?.replacedBy === undefined) return undefined;
  const successors = memory.keys.filter(
    (record) =>
      record.madeByUs &&
      record.promotedAt !== undefined &&
      record.discard === undefined &&
      record.createdAt > old.createdAt &&
      isActive({ facts, memory }, record.keyId),
  );
  if (successors.some((record) => record.adoptedAt !== undefined)) return undefined;
  const current = secret?.pendingDeletion === false ? secret.stages.get('AWSCURRENT') : undefined;
  if (successors.some((record) => versionIdOf(record.keyId) === current)) return undefined;
  const detail = 'the secret does not hold the replacement any more, and nobody has used it';
  return { gate: 'replacement', state: 'blocked', detail };
}
