import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import type { AccountId, UserId, UserRef } from '../../src/domain/ids.ts';
import { instant, MINUTE } from '../../src/domain/time.ts';
import { linuxProcesses } from '../../src/ledger/linux-processes.ts';
import { openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';
import { otherProcess } from './other-process.ts';

const USERS: readonly UserRef[] = Array.from({ length: 200 }, (_, index) => ({
  accountId: '111122223333' as AccountId,
  userId: `AIDAEXAMPLEUSER${String(index).padStart(6, '0')}` as UserId,
}));
const now = instant(1_800_000_000_000);
const request = { now, until: instant(now + 15 * MINUTE) };

it('of two processes at once, each lease that a killed third one left goes to exactly one', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'keyturn-race-')), 'ledger.sqlite');
  await openSqliteLedger({ path, kind: 'real', newId: 'x' }).close();
  const [dying, b, c] = [otherProcess(path), otherProcess(path), otherProcess(path)];
  const ask = async (process: typeof dying, holder: string): Promise<readonly boolean[]> =>
    (await process.ask({ lease: USERS, holder, ...request })) as readonly boolean[];
  expect(await ask(dying, 'a')).toEqual(USERS.map(() => true));
  expect(await ask(b, 'early')).toEqual(USERS.map(() => false));
  await dying.kill();

  const [mine, theirs] = await Promise.all([ask(b, 'b'), ask(c, 'c')]);
  const provable = linuxProcesses().own !== undefined;
  const owners = USERS.map((_, index) => [mine[index], theirs[index]].filter(Boolean).length);
  expect(owners).toEqual(USERS.map(() => (provable ? 1 : 0)));
  const database = new DatabaseSync(path, { readOnly: true });
  const holders = database.prepare('SELECT holder FROM leases ORDER BY user').all();
  database.close();
  const expected = mine.map((isMine) => (provable ? (isMine ? 'b' : 'c') : 'a'));
  expect(holders.map(({ holder }) => holder)).toEqual(expected);
});
