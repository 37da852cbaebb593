import type { Objection } from '../../domain/decision.ts';
import { recordOf } from '../../domain/memory.ts';
import { secretPolicy } from '../../permissions/secret-policy.ts';
import { isCallFailure } from '../../ports/call-failure.ts';
import type { SecretState } from '../../ports/cloud.ts';
import { placeholderVersionId } from '../../secrets/secret-names.ts';
import { assertLease, type UserWork } from '../engine.ts';
import { foreignLedgerObjection } from '../foreign-ledger.ts';
import { admissionTo, isForeign } from './adopted-secret.ts';

/** A destination that is ready to take a key, or what stands in its way. */
export type Destination =
  | { readonly ready: true; readonly secret: SecretState }
  | { readonly ready: false; readonly objection: Objection };

/**
 * Makes the user's secret ready before anything irreversible happens: created or restored, and with its resource policy
 * set again. One that others made is only tagged, and one that belongs to another ledger is not touched.
 */
export async function prepareDestination(work: UserWork): Promise<Destination> {
  const { session, engine, facts } = work;
  const { secrets } = session;
  assertLease(work);
  const found = await secrets.describe();
  const objection = found === undefined ? undefined : await ownershipObjection(work, found);
  if (objection !== undefined) return { ready: false, objection };
  if (found !== undefined && isForeign(found)) return await takeUp(work, found);
  const secret = found ?? (await createSecret(work));
  assertLease(work);
  if (secret.pendingDeletion) await secrets.restore(secret.arn);
  const policy = secretPolicy({ arn: facts.userArn, userId: facts.userId }, engine.settings.delivery.readers);
  await secrets.setPolicy({ secretArn: secret.arn, policy });
  return { ready: true, secret };
}

/**
 * Takes up a secret that others made, when the owner can be let in later without anybody losing access: until the new
 * key is handed over it is only tagged. What blocks that is found before anything is made.
 */
async function takeUp(work: UserWork, found: SecretState): Promise<Destination> {
  const { session, engine, facts } = work;
  const { secrets } = session;
  const ledgerId = engine.ledger.id;
  const isKnown = found.ledgerId !== undefined;
  // Restoring what nobody has taken over yet would open it again to readers whom we cannot see.
  const restores = isKnown && found.pendingDeletion;
  if (restores) await secrets.restore(found.arn);
  const secret = { ...found, pendingDeletion: found.pendingDeletion && !restores, ledgerId, adopted: true };
  const admission = await admissionTo(secret, { secrets, facts, delivery: engine.settings.delivery });
  if (!admission.possible) return { ready: false, objection: admission.objection };
  assertLease(work);
  if (!isKnown) await secrets.adopt({ secretArn: found.arn, ledgerId, foreign: true });
  return { ready: true, secret };
}

/** Why a secret may not be written: it carries another ledger's id, or none and adopting was not confirmed. */
export async function ownershipObjection(
  work: UserWork,
  secret: SecretState,
): Promise<Objection | undefined> {
  if (await isOfAnother(work, secret)) return OF_ANOTHER;
  if (secret.ledgerId !== undefined) return foreignLedgerObjection(work, secret);
  if (work.engine.settings.delivery.adoptExisting) return undefined;
  return {
    gate: 'secret-not-ours',
    state: 'blocked',
    detail: 'a secret of this name exists and Keyturn did not make it',
  };
}

/** A user who was renamed keeps the secret under the old name, which another user may bear by now. */
async function isOfAnother({ engine, facts }: UserWork, secret: SecretState): Promise<boolean> {
  for (const record of engine.ownKeys?.made.values() ?? []) {
    if (record.secretArn !== secret.arn || record.userId === facts.userId) continue;
    // This run may have found since that the other user is gone.
    const latest = recordOf(await engine.ledger.loadUser(record), record.keyId);
    if (latest?.goneAt === undefined) return true;
  }
  return false;
}

const OF_ANOTHER: Objection = {
  gate: 'secret-not-ours',
  state: 'blocked',
  detail: 'the secret of this name gives out the key of another user, who had the name before',
};

/** Creates the secret; when the answer is lost, looks whether it was made after all. */
async function createSecret(work: UserWork): Promise<SecretState> {
  const { secrets } = work.session;
  const ledgerId = work.engine.ledger.id;
  try {
    return await secrets.create({ ledgerId, versionId: placeholderVersionId(ledgerId) });
  } catch (error) {
    if (!isCallFailure(error) || error.certainty === 'refused') throw error;
    const made = await secrets.describe();
    if (made?.ledgerId !== ledgerId) throw error;
    return made;
  }
}
