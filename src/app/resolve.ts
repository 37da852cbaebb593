import { KeyturnError } from '../domain/errors.ts';
import { maskKeyId } from '../domain/ids.ts';
import type { KeyRecord, UserMemory } from '../domain/memory.ts';
import { type Instant, isoTime, MINUTE, plus } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Ledger, MemoryChange } from '../ports/ledger.ts';
import { findKey, findUser, type UserQuery } from './find-user.ts';

/** A person's word on a hold: which key stays, that it ends, or that it goes on until a day. */
export interface ResolveRequest extends UserQuery {
  readonly order:
    | { readonly kind: 'keep'; readonly key: string }
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
 * Errors: USER_NOT_FOUND, USER_AMBIGUOUS, KEY_NOT_FOUND, NOTHING_TO_RESOLVE, USER_LEASED, USAGE.
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
    // A person who keeps a key that Keyturn took for its own stray one is its owner.
    const mistaken = living.filter((key) => key.keyId === keyId && key.attributed === true);
    const keys = mistaken.map(
      ({ discard: _discard, attributed: _attributed, ...key }): KeyRecord => ({ ...key, madeByUs: false }),
    );
    return {
      change: { keys, keep: { accountId, userId, keyId, at: now, by, why }, endHoldsOf: others },
      text: `Key ${maskKeyId(keyId)} is to be kept.`,
      keyId,
    };
  }
  if (order.kind === 'release') return release(memory, request, now);
  if (order.until <= now) {
    throw new KeyturnError({
      code: 'USAGE',
      message: `--extend ${isoTime(order.until)} lies in the past.`,
      next: 'Give a day that is still to come, for example --extend 2027-01-31.',
    });
  }
  const keys =
    request.key === undefined ? oldKeys(living) : [findKey({ ...memory, keys: living }, request.key)];
  const [key] = keys;
  if (key === undefined) throw nothing(request.user);
  const hold = {
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
  return { change: { endHoldsOf: [key.keyId], addHolds: [hold] }, text, keyId: key.keyId };
}

/** Ends all holds of the user or of one key; the notices that counted until now no longer do. */
function release(memory: UserMemory, request: ResolveRequest, now: Instant): Order {
  const named = request.key === undefined ? undefined : findKey(memory, request.key);
  const held = new Set([
    ...memory.holds.map((hold) => hold.keyId),
    ...memory.held.filter((seen) => seen.signature.split(' ').includes('notice')).map((seen) => seen.keyId),
    ...(memory.keep === undefined ? [] : [memory.keep.keyId]),
  ]);
  const keys = memory.keys.filter(
    (key) => held.has(key.keyId) && (named === undefined || named.keyId === key.keyId),
  );
  const unclear = isUnclear(memory);
  const ordered = memory.force !== undefined && named === undefined;
  if (keys.length === 0 && !unclear && !ordered) throw nothing(request.user);
  const renewed = keys.map((key): KeyRecord => {
    const { extendedUntil: _until, ...rest } = key;
    return { ...rest, noticesFrom: now };
  });
  const ids = keys.map((key) => key.keyId);
  return {
    change: {
      keys: renewed,
      endHoldsOf: ids,
      ...(memory.keep !== undefined && ids.includes(memory.keep.keyId) ? { dropKeep: true as const } : {}),
      ...(unclear ? { closeSaga: true as const } : {}),
      ...(ordered ? { dropForce: true as const } : {}),
    },
    text: `Released: ${ids.length === 0 ? (unclear ? 'the unfinished rotation' : 'the order to replace keys') : ids.map(maskKeyId).join(', ')}. The policy applies again from the next run on, and earlier notices no longer count.`,
  };
}

/** An unfinished rotation that only a person can judge: whose key appeared, or who switched the new one off. */
function isUnclear(memory: UserMemory): boolean {
  const saga = memory.openSaga;
  return saga?.kind === 'rotate' && (saga.newKeyId === undefined || saga.promoteFrom !== undefined);
}

/** The keys that an extension is about when none is named: those that were replaced, else the oldest. */
function oldKeys(living: readonly KeyRecord[]): readonly KeyRecord[] {
  const replaced = living.filter((key) => key.replacedBy !== undefined);
  return replaced.length > 0 ? replaced : [...living].sort((a, b) => a.createdAt - b.createdAt).slice(0, 1);
}

function nothing(user: string): KeyturnError {
  return new KeyturnError({
    code: 'NOTHING_TO_RESOLVE',
    message: `No hold stands on ${user} that a person could resolve this way.`,
    next: 'See what is held with: keyturn status --user NAME',
  });
}
