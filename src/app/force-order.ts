import { KeyturnError } from '../domain/errors.ts';
import { maskKeyId } from '../domain/ids.ts';
import type { ForceOrder } from '../domain/memory.ts';
import type { UserFacts } from '../domain/user-facts.ts';
import { type Engine, leaseUser, save } from '../engine/engine.ts';

/** What a person ordered: replace this user's active keys, or the one named. */
export interface ForceWish {
  /** The name or user id by which the user was asked for. */
  readonly user: string;
  readonly by: string;
  readonly why: string;
  /** Only this key, by its id or its last four or more characters. */
  readonly key?: string;
}

/** The order as the ledger keeps it. Errors: KEY_NOT_FOUND when it names no active key, or several. */
export function orderOf(engine: Engine, facts: UserFacts, wish: ForceWish): ForceOrder {
  const { by, why, key: named } = wish;
  assertMeant(facts, wish);
  const active = facts.keys.filter((key) => key.status === 'active').map((key) => key.id);
  const wanted = named?.replace(/^…/, '').toUpperCase();
  const keyIds =
    wanted === undefined
      ? active
      : active.filter((id) => id === wanted || (wanted.length >= 4 && id.endsWith(wanted)));
  if (keyIds.length === 0 || (wanted !== undefined && keyIds.length > 1)) {
    throw new KeyturnError({
      code: 'KEY_NOT_FOUND',
      message:
        named === undefined
          ? `${facts.userName} has no active key that could be replaced.`
          : `"${named}" names ${keyIds.length} active keys of ${facts.userName}.`,
      next: `Its active keys are: ${active.map(maskKeyId).join(', ') || 'none'}.`,
    });
  }
  return { accountId: facts.account.id, userId: facts.userId, keyIds, at: engine.clock.now(), by, why };
}

/** Writes the order down before anything is done, so that a rotation which has to wait is carried out by a later run. */
export async function recordOrder(engine: Engine, order: ForceOrder): Promise<void> {
  const lease = await leaseUser(engine, order, `${engine.runId}/force`);
  if (lease === undefined) {
    throw new KeyturnError({
      code: 'USER_LEASED',
      message: 'Another run is working on this user, so the order could not be written down.',
      next: 'Give it again in a few minutes.',
      actor: 'operator',
    });
  }
  try {
    await save({ engine, lease }, { force: order });
  } finally {
    await engine.ledger.releaseLease(lease);
  }
}

/** The ledger may know a user by a name that it bore once. */
function assertMeant(facts: UserFacts, { user }: ForceWish): void {
  if (facts.userId === user || facts.userName.toLowerCase() === user.toLowerCase()) return;
  throw new KeyturnError({
    code: 'USER_NOT_FOUND',
    message: `The user that the ledger knows as "${user}" is called "${facts.userName}" now.`,
    next: 'Ask for it by that name, or by its user id, if it is the one you mean.',
  });
}
