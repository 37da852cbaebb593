import type { Decision } from '../domain/decision.ts';
import { recordOf, type UserMemory } from '../domain/memory.ts';
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
      const foreign = foreignLedgerObjection(work, await work.session.secrets.describe());
      if (foreign !== undefined) return { status: 'held', objections: [foreign] };
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
        notices: decision.action === 'repair' ? [] : [told],
      };
    },
  });
}
