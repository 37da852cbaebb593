import { KeyturnError } from '../domain/errors.ts';
import { maskKeyId } from '../domain/ids.ts';
import type { KeyRecord, UserMemory } from '../domain/memory.ts';
import { type Instant, isoTime, MINUTE, plus } from '../domain/time.ts';
import type { MemoryChange } from '../domain/user-unit.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Ledger } from '../ports/ledger.ts';
import { findKey, findUser, type UserQuery } from './find-user.ts';

/** A person's word on a hold: which key stays, that it ends, or that it goes on until a day. */
export interface ResolveRequest extends UserQuery {
  readonly order:
    | { readonly kind: 'keep'; readonly key: string; readonly ownerHasSecret?: boolean }
    | { readonly kind: 'release' }
    | { readonly kind: 'extend'; readonly until: Instant };
  readonly by: string;
  readonly reason: string;
}

/** The ledger is all that a resolution needs; AWS is not called. */
export interface ResolveParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What was resolved, in one sentence. */
export interface ResolveResult {
  readonly memory: UserMemory;
  readonly text: string;
}

/**
 * Records a person's decision about a user's keys, with who and why.
 *
 * Errors: USER_NOT_FOUND, USER_AMBIGUOUS, KEY_NOT_FOUND, KEY_SECRET_UNKNOWN, NOTHING_TO_RESOLVE, USER_LEASED, USAGE.
 */
export async function resolve(parts: ResolveParts, request: ResolveRequest): Promise<ResolveResult> {
  const { ledger, clock } = parts;
  const found = await findUser(ledger, request);
  const now = clock.now();
  // Tried before the lease, so that a mistake is told at once; what counts is the memory under the lease.
  orderOf(found, request, now);
  const sagaId = parts.ids.next();
  const lease = await ledger.acquireLease(found, {
    holder: `resolve/${sagaId}`,
    now,
    until: plus(now, MINUTE),
  });
  if (lease === undefined) {
    throw new KeyturnError({
      code: 'USER_LEASED',
      message: `A run is working on ${request.user} right now.`,
      next: 'Nothing was recorded. Run the same command again in a few minutes.',
    });
  }
  try {
    const memory = await ledger.loadUser(found);
    const { change, text, keyId } = orderOf(memory, request, now);
    const { accountId, userId } = memory;
    const userName = memory.keys[0]?.userName ?? request.user;
    const detail = `${text} By ${request.by}: ${request.reason}`;
    const line = {
      id: sagaId,
      at: now,
      runId: 'resolve',
      sagaId,
      accountId,
      userId,
      userName,
      step: 'resolve',
      phase: 'note',
      detail,
    } as const;
    await ledger.save(lease, now, {
      ...change,
      journal: [{ ...line, ...(keyId === undefined ? {} : { keyId }) }],
    });
    return { memory, text };
  } finally {
    await ledger.releaseLease(lease);
  }
}

interface Order {
  readonly change: MemoryChange;
  readonly text: string;
  readonly keyId?: string;
}

function orderOf(memory: UserMemory, request: ResolveRequest, now: Instant): Order {
  const { by, reason: why, order } = request;
  const { accountId, userId } = memory;
  const living = memory.keys.filter((key) => key.goneAt === undefined);
  if (order.kind === 'keep') {
    const { keyId } = findKey({ ...memory, keys: living }, order.key);
    const others = living.filter((key) => key.keyId !== keyId).map((key) => key.keyId);
    const kept = living.find((key) => key.keyId === keyId);
    if (kept?.madeByUs === true && kept.promotedAt === undefined && order.ownerHasSecret !== true)
      throw secretUnknown(kept);
    // What is known of it stays known: if the word is taken back, it is again a key that nobody is known to have.
    return {
      change: { keep: { accountId, userId, keyId, at: now, by, why }, endHolds: holdsOf(memory, others) },
      text: `Key ${maskKeyId(keyId)} is to be kept.`,
      keyId,
    };
  }
  if (order.kind === 'release') return release(memory, request, now);
  if (order.until <= now) {
    throw new KeyturnError({
      code: 'USAGE',
      message: `--extend ${isoTime(order.until)} is in the past.`,
      next: 'Give a day in the future, for example --extend 2027-01-31.',
    });
  }
  const keys =
    request.key === undefined ? oldKeys(living) : [findKey({ ...memory, keys: living }, request.key)];
  const [key] = keys;
  if (key === undefined) throw nothing(request.user);
  const hold = {
    id: `extend/${key.keyId}/${now}`,
    accountId,
    userId,
    keyId: key.keyId,
    kind: 'extend',
    from: now,
    until: order.until,
    by,
    why,
  } as const;
  const text = `Key ${maskKeyId(key.keyId)} is left alone until ${isoTime(order.until)}.`;
  return { change: { endHolds: holdsOf(memory, [key.keyId]), addHolds: [hold] }, text, keyId: key.keyId };
}

/** The ids of the holds that stand for these keys. */
function holdsOf({ holds }: UserMemory, keys: readonly string[]): readonly string[] {
  return holds.filter(({ keyId }) => keys.includes(keyId)).map(({ id }) => id);
}

/** Ends all holds of the user or of one key; the notices that counted until now no longer do. */
function release(memory: UserMemory, request: ResolveRequest, now: Instant): Order {
  const named = request.key === undefined ? undefined : findKey(memory, request.key);
  const held = new Set([
    ...memory.holds.filter(({ until }) => until === undefined || until > now).map((hold) => hold.keyId),
    ...memory.held.filter((seen) => isReleasable(seen.signature)).map((seen) => seen.keyId),
    ...(memory.keep === undefined ? [] : [memory.keep.keyId]),
  ]);
  const keys = memory.keys.filter(
    (key) => held.has(key.keyId) && (named === undefined || named.keyId === key.keyId),
  );
  if (named === undefined && isBeingHandedOver(memory)) throw handOverBegun(request.user);
  const unclear = isUnclear(memory);
  const ordered = memory.force !== undefined && named === undefined;
  if (keys.length === 0 && !unclear && !ordered) throw nothing(request.user);
  const renewed = keys.map((key): KeyRecord => {
    const { extendedUntil: _until, ...rest } = key;
    // Whoever releases an inactive key has seen what its use was until now; its recovery time is given once more.
    const looked =
      key.inactiveSince === undefined ? {} : { inactiveSince: now, offEvidence: { lastUse: now } };
    return { ...rest, ...looked, noticesFrom: now };
  });
  const ids = keys.map((key) => key.keyId);
  return {
    change: {
      keys: renewed,
      endHolds: holdsOf(memory, ids),
      ...(memory.keep !== undefined && ids.includes(memory.keep.keyId) ? { dropKeep: true as const } : {}),
      ...(unclear ? { closeSaga: true as const } : {}),
      ...(ordered ? { dropForce: true as const } : {}),
    },
    text: `Released: ${ids.length === 0 ? (unclear ? 'the unfinished rotation' : 'the order to replace keys') : ids.map(maskKeyId).join(', ')}. The policy applies again from the next run on, and earlier notices no longer count.`,
  };
}

/** Holds that end when a person says that nothing speaks against the change: nobody was told, or a use was looked into. */
function isReleasable(signature: string): boolean {
  return signature.split(' ').some((word) => ['notice', 'unused-since', 'late-use'].includes(word));
}

/** An unfinished rotation that only a person can judge: whose key has appeared. */
function isUnclear(memory: UserMemory): boolean {
  const saga = memory.openSaga;
  if (saga?.kind !== 'rotate' || saga.newKeyId !== undefined) return false;
  // Before a run has looked, nobody can say whose key it is: the next run settles it by itself.
  return memory.held.some((seen) => seen.signature.split(' ').includes('stray-key'));
}

/** The secret may already give the new key to its owner: forgetting that would leave two keys and nobody's word on them. */
function isBeingHandedOver(memory: UserMemory): boolean {
  const saga = memory.openSaga;
  return saga?.kind === 'rotate' && saga.newKeyId !== undefined && saga.promoteFrom !== undefined;
}

function handOverBegun(user: string): KeyturnError {
  return new KeyturnError({
    code: 'NOTHING_TO_RESOLVE',
    message: `The new key of ${user} is being handed over: its secret may already give it out, so this cannot be released.`,
    next: 'Make the new key Active in IAM and its secret available, and the next run ends the hand-over. If nobody uses the new key, delete it in IAM: the next run then starts again.',
  });
}

function secretUnknown(key: KeyRecord): KeyturnError {
  return new KeyturnError({
    code: 'KEY_SECRET_UNKNOWN',
    message: `Key ${maskKeyId(key.keyId)} was made by Keyturn and never handed out: nobody is known to have its secret.`,
    next: 'Keep the other key; this one is deleted by Keyturn. If its owner has the secret of this key after all, say so with --owner-has-secret: the other key is then retired only after this one was used.',
  });
}

/** The keys that an extension is about when none is named: those that were replaced, else the oldest. */
function oldKeys(living: readonly KeyRecord[]): readonly KeyRecord[] {
  const replaced = living.filter((key) => key.replacedBy !== undefined);
  return replaced.length > 0 ? replaced : [...living].sort((a, b) => a.createdAt - b.createdAt).slice(0, 1);
}

function nothing(user: string): KeyturnError {
  return new KeyturnError({
    code: 'NOTHING_TO_RESOLVE',
    message: `${user} has no hold that can be resolved this way.`,
    next: 'See what is held with: keyturn status --user NAME',
  });
}
