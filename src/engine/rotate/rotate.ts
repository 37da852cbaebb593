import type { Decision } from '../../domain/decision.ts';
import type { KeyRecord, UserMemory } from '../../domain/memory.ts';
import type { RotateSaga } from '../../domain/saga.ts';
import { MINUTE, plus } from '../../domain/time.ts';
import { ownersUseOf } from '../../policy/use.ts';
import { isCallFailure } from '../../ports/call-failure.ts';
import type { NewKey, SecretState } from '../../ports/cloud.ts';
import { versionIdOf } from '../../secrets/secret-names.ts';
import { secretValue } from '../../secrets/secret-value.ts';
import { contextOf } from '../context-of.ts';
import { assertLease, entry, save, type UserWork } from '../engine.ts';
import { failed, type Outcome } from '../outcome.ts';
import { prepareDestination } from './destination.ts';
import { discardNow } from './discard-now.ts';
import { promoteKey } from './promote.ts';
import { proveKey } from './prove.ts';

/** Until when AWS can still carry out a create request after it was sent: the longest that its answer is waited for. */
const CREATE_WINDOW = MINUTE;

/**
 * Replaces one key: destination first, then create once, store as pending, prove, promote.
 *
 * The ledger knows before each call that it is about to be made, and after it what came of it, so that whatever dies
 * in between is either finished or taken back by a later run. At no time is the old key touched.
 */
export async function rotate(work: UserWork, decision: Decision, memory: UserMemory): Promise<Outcome> {
  const { engine, facts } = work;
  const saga: RotateSaga = {
    kind: 'rotate',
    sagaId: work.sagaId,
    runId: engine.runId,
    accountId: facts.account.id,
    userId: facts.userId,
    userName: facts.userName,
    openedAt: engine.clock.now(),
    reason: decision.reason,
    oldKeyId: decision.keyId,
    keysBefore: facts.keys.map((key) => key.id),
  };
  await save(work, {
    saga,
    journal: [entry(work, saga, { step: 'rotate', phase: 'intent', keyId: decision.keyId })],
  });
  let secret: SecretState;
  try {
    const destination = await prepareDestination(work);
    if (!destination.ready) {
      await end(work, saga, { step: 'destination', phase: 'refused', detail: destination.objection.gate });
      return { status: 'held', objections: [destination.objection] };
    }
    secret = destination.secret;
  } catch (error) {
    const outcome = failed(error);
    await end(work, saga, {
      step: 'destination',
      phase: 'refused',
      detail: isCallFailure(error) ? error.awsCode : 'error',
    });
    return outcome;
  }
  return await createAndHandOver(work, { ...saga, secretArn: secret.arn }, { secret, memory });
}

async function createAndHandOver(
  work: UserWork,
  begun: RotateSaga,
  given: { secret: SecretState; memory: UserMemory },
): Promise<Outcome> {
  const { engine } = work;
  assertLease(work);
  let saga: RotateSaga = begun;
  // Written down when the request has its turn and goes out, so that a journal without it shows that nothing was sent.
  const sending = async (): Promise<void> => {
    // Sent again only after a refusal that did nothing: until it goes out once more, nothing is under way.
    saga = begun;
    assertLease(work);
    const createFrom = engine.clock.now();
    const createSkew = engine.cloud.aheadOfRun();
    saga = { ...begun, createFrom, createUntil: plus(createFrom, CREATE_WINDOW), createSkew };
    await save(work, { saga, journal: [entry(work, saga, { step: 'create', phase: 'intent' })] });
  };

  let key: NewKey;
  try {
    key = await work.session.createAccessKey(sending);
  } catch (error) {
    const outcome = failed(error);
    if (saga.createFrom === undefined) {
      await end(work, saga, { step: 'create', phase: 'refused', detail: 'nothing was sent' });
      return outcome;
    }
    if (isCallFailure(error) && error.certainty === 'refused') {
      await end(
        work,
        { ...saga, createRefused: true },
        { step: 'create', phase: 'refused', detail: error.awsCode },
      );
      return outcome;
    }
    // The key may exist, and its secret is lost. The saga stays open: never create again in the same run.
    const lost: RotateSaga = { ...saga, createUntil: engine.clock.now() };
    await save(work, { saga: lost, journal: [entry(work, lost, { step: 'create', phase: 'unknown' })] });
    return outcome;
  }

  let record = newKeyRecord(work, saga, { key, memory: given.memory });
  saga = { ...saga, newKeyId: key.id };
  await save(work, {
    saga,
    keys: [record],
    journal: [entry(work, saga, { step: 'create', phase: 'done', keyId: key.id })],
  });

  record = { ...record, exposed: true };
  saga = { ...saga, storeFrom: engine.clock.now() };
  await save(work, {
    saga,
    keys: [record],
    journal: [entry(work, saga, { step: 'store', phase: 'intent', keyId: key.id })],
  });
  try {
    assertLease(work);
    const value = secretValue(key, { userName: work.facts.userName, createdAt: record.createdAt });
    await work.session.secrets.putPending({
      secretArn: given.secret.arn,
      versionId: versionIdOf(key.id),
      value,
    });
  } catch (error) {
    const outcome = failed(error);
    const refused = isCallFailure(error) && error.certainty === 'refused';
    await discardNow(work, saga, { ...record, exposed: !refused, discard: 'it could not be stored' });
    return outcome;
  }

  const proofFrom = engine.clock.now();
  record = { ...record, proofFrom, proofSkew: engine.cloud.aheadOfRun() };
  saga = { ...saga, storedAt: proofFrom, proofFrom };
  await save(work, {
    saga,
    keys: [record],
    journal: [entry(work, saga, { step: 'store', phase: 'done', keyId: key.id })],
  });
  const proof = await proveKey(work, key);
  if (!proof.proven) {
    await discardNow(work, saga, { ...record, discard: `it was not proven: ${proof.why}` });
    return {
      status: 'failed',
      code: 'PROOF_FAILED',
      why: `The new key was not proven to work: ${proof.why}.`,
    };
  }

  const provenAt = engine.clock.now();
  record = { ...record, provenAt };
  saga = { ...saga, provenAt };
  await save(work, {
    saga,
    keys: [record],
    journal: [entry(work, saga, { step: 'prove', phase: 'done', keyId: key.id })],
  });
  try {
    const objection = await promoteKey(work, { saga, record, secret: given.secret, memory: given.memory });
    if (objection === undefined) return { status: 'done' };
    // Somebody changed the secret meanwhile. The next run holds the hand-over until it can be finished.
    return { status: 'failed', code: 'SECRET_POLICY', why: objection.detail };
  } catch (error) {
    // Stored and proven: the next run finishes the hand-over.
    return failed(error);
  }
}

function newKeyRecord(
  work: UserWork,
  saga: RotateSaga,
  { key, memory }: { readonly key: NewKey; readonly memory: UserMemory },
): KeyRecord {
  const now = work.engine.clock.now();
  const unusedSince = ownersUseOf(contextOf(work.engine, work.facts, memory), saga.oldKeyId);
  return {
    accountId: saga.accountId,
    userId: saga.userId,
    userName: saga.userName,
    keyId: key.id,
    createdAt: key.createdAt ?? now,
    firstSeen: now,
    madeByUs: true,
    exposed: false,
    replaces: saga.oldKeyId,
    ...(unusedSince === undefined ? {} : { unusedSince }),
  };
}

async function end(work: UserWork, saga: RotateSaga, line: Parameters<typeof entry>[2]): Promise<void> {
  await save(work, { closeSaga: true, journal: [entry(work, saga, line)] });
}
