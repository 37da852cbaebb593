import { KeyturnError } from '../domain/errors.ts';
import { maskKeyId } from '../domain/ids.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { KeyRecord, Notice, UserMemory } from '../domain/memory.ts';
import { type Instant, isoTime } from '../domain/time.ts';
import type { Ledger, UserQuery } from '../ports/ledger.ts';

/** Everything the ledger can tell about one user. */
export interface UserLife {
  readonly memory: UserMemory;
  readonly journal: readonly JournalEntry[];
}

/** The lives of the users that a query names. Errors: USER_NOT_FOUND when it names none. */
export async function statusOf(ledger: Ledger, query: UserQuery): Promise<readonly UserLife[]> {
  const memories = await ledger.findUsers(query);
  if (memories.length === 0) {
    const named = [
      query.user === undefined ? undefined : `user "${query.user}"`,
      query.accountId === undefined ? undefined : `account ${query.accountId}`,
    ];
    throw new KeyturnError({
      code: 'USER_NOT_FOUND',
      message: `The ledger knows nothing of ${named.filter((part) => part !== undefined).join(' in ')}.`,
      next: 'Check the spelling and the ledger (--ledger). Users appear once an enforcing run has read them, within seven days of the first.',
    });
  }
  return await Promise.all(memories.map(async (memory) => await lifeOf(ledger, memory)));
}

/** The user's life as a whole: what is settled, and what is not. */
async function lifeOf(ledger: Ledger, memory: UserMemory): Promise<UserLife> {
  const keys: KeyRecord[] = [];
  const notices: Notice[] = [];
  for (const entry of await ledger.historyOf(memory)) {
    if (entry.kind === 'keys') keys.push(entry.record);
    if (entry.kind === 'notices') notices.push(entry.record);
  }
  const whole = { ...memory, keys: [...keys, ...memory.keys], notices: [...notices, ...memory.notices] };
  return { memory: whole, journal: await ledger.journalOf(memory) };
}

/** The lives as documented JSON, `keyturn/status/v1`: times in ISO 8601, key ids masked unless asked for. */
export function statusJson(
  lives: readonly UserLife[],
  fullIds: boolean,
  standing: (key: KeyRecord, memory: UserMemory) => object,
): unknown {
  const id = (keyId: string): string => (fullIds ? keyId : maskKeyId(keyId));
  return {
    schema: 'keyturn/status/v1',
    users: lives.map(({ memory, journal }) => ({
      accountId: memory.accountId,
      userId: memory.userId,
      userName: memory.keys[0]?.userName,
      keys: memory.keys.map((key) => ({ ...standing(key, memory), ...readable(key, id) })),
      holds: memory.holds.map((hold) => readable(hold, id)),
      ...(memory.keep === undefined ? {} : { keep: readable(memory.keep, id) }),
      ...(memory.force === undefined ? {} : { force: readable(memory.force, id) }),
      heldByRuns: memory.held.map((held) => readable(held, id)),
      notices: memory.notices.map((notice) => readable(notice, id)),
      ...(memory.openSaga === undefined ? {} : { unfinished: memory.openSaga.kind }),
      journal: journal.map((line) => readable(line, id)),
    })),
  };
}

const TIME_FIELDS = /^(at|from|until|since|firstSeen|[a-z]+(At|Since|From|Until|For))$/;
const KEY_FIELDS = /^(keyId|newKeyId|replaces|replacedBy)$/;
const LEFT_OUT = /^(id|accountId|userId|userName|takenBy|withdrawn)$/;

function readable(document: object, id: (keyId: string) => string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(document)
      .filter(([field]) => !LEFT_OUT.test(field))
      .map(([field, value]) => {
        if (TIME_FIELDS.test(field) && typeof value === 'number') return [field, isoTime(value as Instant)];
        if (KEY_FIELDS.test(field) && typeof value === 'string') return [field, id(value)];
        if (field === 'keyIds' && Array.isArray(value)) return [field, value.map(String).map(id)];
        return [field, value];
      }),
  );
}
