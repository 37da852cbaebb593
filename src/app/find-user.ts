import { KeyturnError } from '../domain/errors.ts';
import { type AccountId, maskKeyId } from '../domain/ids.ts';
import type { KeyRecord, UserMemory } from '../domain/memory.ts';
import type { Ledger } from '../ports/ledger.ts';

/** How people name a user and a key: a name or user id, and a key id or its last characters. */
export interface UserQuery {
  readonly accountId?: AccountId;
  readonly user: string;
  readonly key?: string;
}

/** The one user of the ledger that a query means. Errors: USER_NOT_FOUND, USER_AMBIGUOUS. */
export async function findUser(ledger: Ledger, query: UserQuery): Promise<UserMemory> {
  const { accountId, user } = query;
  const all = await ledger.findUsers({ user, ...(accountId === undefined ? {} : { accountId }) });
  // A user who was deleted and made again under the same name has two ids; the one whose keys are all gone is history.
  const living = all.filter((memory) => memory.keys.some((key) => key.goneAt === undefined));
  const found = living.length > 0 ? living : all;
  const [only, second] = found;
  const where = accountId === undefined ? '' : ` in account ${accountId}`;
  if (only === undefined) {
    throw new KeyturnError({
      code: 'USER_NOT_FOUND',
      message: `The ledger knows no user "${user}"${where}.`,
      next: 'Check the spelling, the account and the ledger (--ledger). A user appears once an enforcing run has read it, within seven days of the first.',
    });
  }
  if (second === undefined) return only;
  throw new KeyturnError({
    code: 'USER_AMBIGUOUS',
    message: `"${user}" is a user in ${found.length} places: ${found.map((memory) => `${memory.accountId} (${memory.userId})`).join(', ')}.`,
    next: 'Name the account with --account, or give the user id.',
  });
}

/** The key of a user that was named by its id or its last four or more characters. */
export function findKey(memory: UserMemory, named: string): KeyRecord {
  const wanted = named.replace(/^…/, '').toUpperCase();
  const found = memory.keys.filter(
    (key) => key.keyId === wanted || (wanted.length >= 4 && key.keyId.endsWith(wanted)),
  );
  const [only, second] = found;
  if (only !== undefined && second === undefined) return only;
  throw new KeyturnError({
    code: 'KEY_NOT_FOUND',
    message: `"${named}" names ${found.length} keys of ${memory.keys[0]?.userName ?? memory.userId}.`,
    next: `Its keys are: ${memory.keys.map((key) => maskKeyId(key.keyId)).join(', ') || 'none'}.`,
  });
}
