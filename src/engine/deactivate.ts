import type { DeactivationClause, Decision, Objection } from '../domain/decision.ts';
import { type KeyRecord, recordOf, type UserMemory } from '../domain/memory.ts';
import type { Reason } from '../domain/reason.ts';
import { versionIdOf } from '../secrets/secret-names.ts';
import { announcedAgain } from './announce-again.ts';
import { changeKey } from './change.ts';
import type { UserWork } from './engine.ts';
import { foreignLedgerObjection } from './foreign-ledger.ts';
import { notice } from './notices.ts';
import { offEvidenceOf } from './off-evidence.ts';
import { failed, type Outcome } from './outcome.ts';

/** Deactivates one key, after asking the secret whether the replacement is still where the owner was told it is. */
export async function deactivate(work: UserWork, decision: Decision, memory: UserMemory): Promise<Outcome> {
  let objection: Objection | undefined;
  try {
    objection = await secretObjection(work, decision, memory);
  } catch (error) {
    return failed(error);
  }
  if (objection !== undefined) return { status: 'held', objections: [objection] };
  const reason = PENDING[decision.clause ?? 'replacement-proven'];
  const again = await announcedAgain(work, { decision, memory, pending: 'deactivate', reason });
  if (again !== undefined) return { status: 'held', objections: [again] };
  const record = recordOf(memory, decision.keyId);
  const offEvidence = offEvidenceOf(work.facts, decision, record);
  return await changeKey(work, {
    kind: 'deactivate',
    offEvidence,
    keyId: decision.keyId,
    call: () => work.session.setStatus(decision.keyId, 'inactive'),
    takeBack: () => work.session.setStatus(decision.keyId, 'active'),
    result: () => {
      const now = work.engine.clock.now();
      const told = notice(decision, { kind: 'deactivated', reason: decision.reason, queuedAt: now });
      return {
        keys:
          record === undefined
            ? []
            : [
                {
                  ...record,
                  ...gaveWay(work, decision),
                  ...(offEvidence === undefined ? {} : { offEvidence }),
                  deactivatedAt: now,
                  inactiveSince: now,
                },
              ],
        notices: [{ ...told, id: `${told.id}/${now}` }],
      };
    },
  });
}

/** The reason under which a deactivation is announced, by the clause that allows it. */
const PENDING: Readonly<Record<DeactivationClause, Reason>> = {
  'replacement-proven': 'KEY_PENDING_DEACTIVATION',
  'unused-and-retired': 'UNUSED_KEY_PENDING_DELETION',
  'named-of-two': 'KEY_PENDING_EXPIRATION_CONFLICT',
};

/** In favour of which key this one goes, when it is one of two. */
function gaveWay({ facts }: UserWork, decision: Decision): Pick<KeyRecord, 'gaveWayTo'> {
  const other = facts.keys.find((key) => key.id !== decision.keyId && key.status === 'active');
  return decision.clause === 'named-of-two' && other !== undefined ? { gaveWayTo: other.id } : {};
}

/**
 * What the user's secret says against a deactivation.
 *
 * A secret of another ledger means that somebody else's promises apply. For a key that Keyturn replaced, the secret's
 * current version must be the replacement: if people deleted or overwrote it, the owner may have nothing but the old
 * key. The version id carries the key id, so no value is read.
 */
async function secretObjection(
  work: UserWork,
  decision: Decision,
  memory: UserMemory,
): Promise<Objection | undefined> {
  const secret = await work.session.secrets.describe();
  const foreign = foreignLedgerObjection(work, secret);
  if (foreign !== undefined) return foreign;
  if (decision.clause !== 'replacement-proven') return undefined;
  const replacement = recordOf(memory, decision.keyId)?.replacedBy;
  const current = secret?.stages.get('AWSCURRENT');
  if (replacement !== undefined && secret?.pendingDeletion === false && current === versionIdOf(replacement))
    return undefined;
  return {
    gate: 'replacement',
    state: 'blocked',
    detail: 'the secret does not hold the replacement any more',
  };
}
