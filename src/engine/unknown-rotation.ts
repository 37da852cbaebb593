import type { Decision } from '../domain/decision.ts';
import { type KeyRecord, recordOf, type UserMemory } from '../domain/memory.ts';
import type { UserSession } from '../ports/cloud.ts';
import { keyIdOf } from '../secrets/secret-names.ts';
import { save, type UserWork } from './engine.ts';
import { recordsTakenOver } from './take-over.ts';

/**
 * Whether a plan is about to tell or do something for the reason that the user has another key, of which the ledger knows
 * no origin. A ledger that was restored from a backup, or copied, knows nothing of the rotations since.
 */
export function restsOnAnotherKey(decision: Decision, memory: UserMemory): boolean {
  if (decision.clause === 'named-of-two') return true;
  if (decision.reason === 'KEY_PENDING_EXPIRATION_CONFLICT')
    return decision.warning?.pending === 'deactivate';
  const isNew = !memory.held.some((hold) => hold.keyId === decision.keyId);
  return decision.reason === 'TWO_ACTIVE_KEYS_CONFLICT' && isNew;
}

/**
 * Asks the secret what the ledger does not know: its tag names this ledger, and its current version the key that was handed
 * over. A rotation that is found so begins its grace and its notices now, since nobody knows what was promised.
 *
 * Gives the records that were written; none when the ledger knows what the secret says.
 */
export async function takeOverUnknownRotation(
  work: Pick<UserWork, 'engine' | 'lease' | 'facts' | 'sagaId'> & { readonly session: UserSession },
  memory: UserMemory,
): Promise<readonly KeyRecord[]> {
  const { engine, facts, sagaId } = work;
  const secret = await work.session.secrets.describe();
  if (secret?.ledgerId !== engine.ledger.id || secret.pendingDeletion) return [];
  const current = keyIdOf(secret.stages.get('AWSCURRENT') ?? '');
  const known = current === undefined ? undefined : recordOf(memory, current);
  if (known?.madeByUs === true || known?.discard !== undefined) return [];
  const now = engine.clock.now();
  const keys = recordsTakenOver(facts, secret, { memory, now });
  if (keys.length === 0) return [];
  const { accountId, userId } = memory;
  const line = { sagaId, accountId, userId, userName: facts.userName };
  await save(work, {
    keys,
    journal: [
      {
        ...line,
        id: engine.ids.next(),
        at: now,
        runId: engine.runId,
        step: 'take-over',
        phase: 'note',
        detail: 'the secret hands out a key whose making this ledger does not know',
      },
    ],
  });
  engine.host.notify({
    code: 'LEDGER_BEHIND',
    level: 'warn',
    text: 'This ledger is older than what it finds: secrets that carry its id give out keys of which it knows nothing. It was probably restored from a backup, or copied. Those rotations are taken over, and their periods and notices begin now. If a newer ledger exists, stop and use that one',
    data: { accountId: facts.account.id, user: facts.userName },
  });
  return keys;
}
