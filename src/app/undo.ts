import { KeyturnError } from '../domain/errors.ts';
import { maskKeyId } from '../domain/ids.ts';
import { LEASE_LENGTH } from '../domain/in-flight.ts';
import { type KeyRecord, recordOf, type StandingHold, type UserMemory } from '../domain/memory.ts';
import { type Duration, plus } from '../domain/time.ts';
import { accountById, type UserFacts } from '../domain/user-facts.ts';
import { createBudget } from '../engine/budget.ts';
import { changeKey } from '../engine/change.ts';
import { type Engine, leaseUser, type UserWork } from '../engine/engine.ts';
import { notice } from '../engine/notices.ts';
import type { Outcome } from '../engine/outcome.ts';
import { deliverOutbox } from '../notify/outbox.ts';
import { secretName } from '../secrets/secret-names.ts';
import { findKey, findUser, type UserQuery } from './find-user.ts';
import type { RunParts } from './run/parts.ts';
import { reactivateBesideRun } from './undo-beside-run.ts';

/** What to undo, and for how long the key then stays out of Keyturn's hands. */
export interface UndoRequest extends UserQuery {
  /** Without it, until somebody releases the hold. */
  readonly length?: Duration;
}

/** What an undo did. */
export interface UndoResult {
  readonly memory: UserMemory;
  readonly key: KeyRecord;
  readonly hold: StandingHold;
}

/**
 * Reactivates a key that Keyturn deactivated, and holds it.
 *
 * The hold is written before anything else and without waiting for a lease, so that from that moment no run deletes
 * the key. A user whom another run holds is no reason to wait either: the key is reactivated beside it. Allowed whatever the
 * budget or the kill switch say. Errors: USER_NOT_FOUND, USER_AMBIGUOUS, KEY_NOT_FOUND, NOTHING_TO_UNDO.
 */
export async function undo(parts: RunParts, request: UndoRequest): Promise<UndoResult> {
  const { ledger, clock } = parts;
  const memory = await findUser(ledger, request);
  const key = keyToUndo(memory, request);
  // Who it was is worth knowing, and not worth losing time over: the hold comes first, whatever the credentials.
  const by = await parts.cloud.caller().then(
    (caller) => caller.arn,
    () => 'unknown, the credentials did not work',
  );
  const now = clock.now();
  const hold: StandingHold = {
    accountId: memory.accountId,
    userId: memory.userId,
    id: parts.ids.next(),
    keyId: key.keyId,
    kind: 'undo',
    from: now,
    ...(request.length === undefined ? {} : { until: plus(now, request.length) }),
    by,
    why: 'undo',
  };
  await ledger.addStandingHold(hold);

  const engine: Engine = {
    ...parts,
    runId: parts.ids.next(),
    budget: createBudget(parts.settings.safety),
    canary: { open: true },
  };
  const lease = await leaseUser(engine, memory, `${engine.runId}/undo`);
  try {
    const sessionId = parts.ids.next();
    const facts = await locate(parts, memory);
    const { account, userName, userArn } = facts;
    const name = secretName(parts.settings.delivery.secretName, { accountId: account.id, userName });
    // Without a lease, a session with an end of its own.
    const until = lease?.until ?? plus(clock.now(), LEASE_LENGTH);
    const scope = { account, userName, userArn, secretName: name, until, sessionId };
    const session = await parts.cloud.openUser(scope);
    if (lease === undefined) {
      const outcome = await reactivateBesideRun({ engine, session, facts, sagaId: sessionId }, key.keyId);
      assertDone(outcome);
      return { memory, key, hold };
    }
    // Read again under the lease: a run may have written about the key since.
    const current = await ledger.loadUser(memory);
    const latest = recordOf(current, key.keyId) ?? key;
    const { openSaga } = current;
    const beside = openSaga !== undefined && (openSaga.kind === 'rotate' || openSaga.keyId !== key.keyId);
    await reactivate({ engine, lease, session, facts, sagaId: sessionId }, latest, beside);
  } finally {
    if (lease !== undefined) await ledger.releaseLease(lease);
  }
  await deliverOutbox(parts);
  return { memory, key, hold };
}

async function reactivate(work: UserWork, key: KeyRecord, beside: boolean): Promise<void> {
  const outcome = await changeKey(work, {
    kind: 'reactivate',
    beside,
    keyId: key.keyId,
    call: () => work.session.setStatus(key.keyId, 'active'),
    result: () => {
      const now = work.engine.clock.now();
      const { deactivatedAt: _at, inactiveSince: _since, extendedUntil: _until, ...rest } = key;
      const told = notice(key, { kind: 'reactivated', reason: 'INSTALL_GRACE_PERIOD_END', queuedAt: now });
      return { keys: [{ ...rest, noticesFrom: now }], notices: [{ ...told, id: `${told.id}/${now}` }] };
    },
  });
  assertDone(outcome);
}

function assertDone(outcome: Outcome): void {
  if (outcome.status !== 'failed') return;
  throw new KeyturnError({
    code: 'AWS_CALL_FAILED',
    message: `The key could not be reactivated (${outcome.code}): ${outcome.why}`,
    next: 'The hold is recorded, so nothing will be deleted. Run the same command again.',
  });
}

function keyToUndo(memory: UserMemory, request: UndoRequest): KeyRecord {
  // A deactivation whose answer was lost may have happened: it can be undone before a run has settled it.
  const { openSaga } = memory;
  const begun = openSaga?.kind === 'deactivate' || openSaga?.kind === 'discard' ? openSaga.keyId : undefined;
  const candidates = memory.keys.filter(
    (key) =>
      (key.deactivatedAt !== undefined || key.keyId === begun) &&
      key.goneAt === undefined &&
      (key.discard === undefined || key.attributed === true),
  );
  if (request.key !== undefined) {
    const named = findKey(memory, request.key);
    if (candidates.includes(named)) return named;
    throw nothingToUndo(memory, named);
  }
  const [only, second] = candidates;
  if (only === undefined) {
    throw nothingToUndo(
      memory,
      memory.keys.find((key) => key.goneAt !== undefined),
    );
  }
  if (second === undefined) return only;
  throw new KeyturnError({
    code: 'USER_AMBIGUOUS',
    message: `${candidates.length} keys of ${only.userName} were deactivated: ${candidates.map((key) => maskKeyId(key.keyId)).join(', ')}.`,
    next: 'Name one of them with --key.',
  });
}

function nothingToUndo(memory: UserMemory, key: KeyRecord | undefined): KeyturnError {
  const gone = key?.goneAt === undefined ? '' : ' A deleted key cannot be brought back; AWS keeps no copy.';
  return new KeyturnError({
    code: 'NOTHING_TO_UNDO',
    message: `No key of ${memory.keys[0]?.userName ?? memory.userId} is deactivated by Keyturn now.${gone}`,
    next: 'See what was done with: keyturn status --user NAME',
  });
}

/** The user as IAM knows it today: it may have been renamed, or moved to another path. */
async function locate(parts: RunParts, memory: UserMemory): Promise<UserFacts> {
  const account = accountById(memory.accountId);
  const reader = await parts.cloud.openAccount(account);
  const header = (await reader.listUsers()).find((candidate) => candidate.userId === memory.userId);
  if (header === undefined) {
    throw new KeyturnError({
      code: 'USER_NOT_FOUND',
      message: `The user ${memory.userId} is no longer in account ${memory.accountId}.`,
      next: 'Its keys are gone with it; there is nothing to reactivate.',
    });
  }
  const { userId, userName, arn: userArn, tags, groups } = header;
  return {
    account,
    userId,
    userName,
    userArn,
    tags,
    groups,
    keys: [],
    lastUsed: new Map(),
    readAt: parts.clock.now(),
  };
}
