import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { AccountId, UserId } from '../../src/domain/ids.ts';
import { STALE_READS } from '../../src/domain/in-flight.ts';
import { instant } from '../../src/domain/time.ts';
import { openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';
import { LISTING_LAG } from '../../src/policy/observe.ts';
import { exported } from '../support/exported.ts';
import { leasesContract } from './leases-contract.ts';
import { type LedgerSetup, ledgerContract } from './ledger-contract.ts';

const newPlace = async (): Promise<string> =>
  join(await mkdtemp(join(tmpdir(), 'keyturn-')), 'ledger.sqlite');

const open: LedgerSetup['open'] = async (path, processes) =>
  openSqliteLedger(
    { path, kind: 'real', newId: `id-${Math.floor(performance.now() * 1000)}` },
    processes === undefined ? {} : { processes },
  );

ledgerContract('SQLite', {
  newPlace,
  open,
});

leasesContract('SQLite', {
  newPlace,
  open,
});

describe('the SQLite ledger file', () => {
  it('passes no lease on before the planner believes what it reads', () => {
    expect(STALE_READS).toBeGreaterThanOrEqual(LISTING_LAG);
  });

  it('refuses a file that is no ledger, and leaves it as it is', async () => {
    const path = await newPlace();
    await writeFile(path, 'not a database, but long enough to be looked at as one'.repeat(20));
    expect(() => openSqliteLedger({ path, kind: 'real', newId: 'x' })).toThrow(
      expect.objectContaining({ code: 'LEDGER_CORRUPT' }),
    );
  });

  it('refuses a database that is not a ledger', async () => {
    const path = await newPlace();
    const database = new DatabaseSync(path);
    database.exec('CREATE TABLE other (x)');
    database.close();
    expect(() => openSqliteLedger({ path, kind: 'real', newId: 'x' })).toThrow(
      expect.objectContaining({ code: 'LEDGER_CORRUPT' }),
    );
  });

  it('refuses a ledger of a later version', async () => {
    const path = await newPlace();
    openSqliteLedger({ path, kind: 'real', newId: 'x' }).close();
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => openSqliteLedger({ path, kind: 'real', newId: 'x' })).toThrow(
      expect.objectContaining({ code: 'LEDGER_TOO_NEW' }),
    );
  });

  /** A ledger as format 2 had it, with a lease that a process of that time left. */
  async function ofFormat2(): Promise<string> {
    const path = await newPlace();
    openSqliteLedger({ path, kind: 'real', newId: 'first' }).close();
    const database = new DatabaseSync(path);
    database.exec('ALTER TABLE leases DROP COLUMN owner; PRAGMA user_version = 2');
    database.exec("INSERT INTO leases VALUES ('111122223333', 'AIDAEXAMPLEUSER000001', 'a', 900000)");
    database.close();
    return path;
  }

  it.each([1, 2])('brings the leases of format %i up to date: they stand until their end', async (format) => {
    const path = await ofFormat2();
    const database = new DatabaseSync(path);
    if (format === 1)
      database.exec('DROP TABLE forces; DROP TABLE reads; DROP TABLE report; PRAGMA user_version = 1');
    database.close();
    const ledger = openSqliteLedger(
      { path, kind: 'real', newId: 'x' },
      { processes: { own: 'me', isDead: () => true } },
    );
    const ref = { accountId: '111122223333' as AccountId, userId: 'AIDAEXAMPLEUSER000001' as UserId };
    const lease = async (holder: string, now: number): Promise<unknown> =>
      await ledger.acquireLease(ref, { holder, now: instant(now), until: instant(now + 900_000) });
    expect(await lease('b', 899_999)).toBeUndefined();
    expect(await lease('b', 900_000)).toBeDefined();
    expect(await lease('c', 900_001)).toBeDefined();
    ledger.close();
    const after = new DatabaseSync(path);
    expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: 3 });
    after.close();
  });

  it('does not take a lease from the process of an earlier version that took it over', async () => {
    const path = await newPlace();
    const ledger = openSqliteLedger(
      { path, kind: 'real', newId: 'x' },
      { processes: { own: 'me', isDead: () => true } },
    );
    const ref = { accountId: '111122223333' as AccountId, userId: 'AIDAEXAMPLEUSER000001' as UserId };
    const lease = async (holder: string, now: number): Promise<unknown> =>
      await ledger.acquireLease(ref, { holder, now: instant(now), until: instant(now + 900_000) });
    await lease('a', 0);
    const older = new DatabaseSync(path);
    older.exec("UPDATE leases SET holder = 'older', until = 1800000");
    older.close();
    expect(await lease('b', 900_000)).toBeUndefined();
    ledger.close();
  });

  it('reads a ledger of the first format as it is, and brings it up to date when it writes', async () => {
    const path = await ofFormat2();
    const database = new DatabaseSync(path);
    database.exec('DROP TABLE forces; DROP TABLE reads; DROP TABLE report; PRAGMA user_version = 1');
    database.close();
    const reading = openSqliteLedger({ path, kind: 'real', newId: 'x', readOnly: true });
    expect(reading.id).toBe('first');
    expect((await reading.loadReads('111122223333' as AccountId)).size).toBe(0);
    expect((await reading.loadAccount('111122223333' as AccountId)).size).toBe(0);
    expect(await reading.lastReport()).toBeUndefined();
    expect(await exported(reading)).toEqual([]);
    reading.close();
    const writing = openSqliteLedger({ path, kind: 'real', newId: 'x' });
    const read = {
      accountId: '111122223333' as AccountId,
      userId: 'AIDAEXAMPLEUSER000001' as UserId,
      userName: 'app',
      readAt: instant(0),
      keys: [],
    };
    await writing.recordReads([read]);
    expect((await writing.loadReads(read.accountId)).get(read.userId)).toEqual(read);
    expect(writing.id).toBe('first');
    writing.close();
  });

  it('names a record that is damaged, instead of a defect of its own', async () => {
    const path = await newPlace();
    const ledger = openSqliteLedger({ path, kind: 'real', newId: 'x' });
    const database = new DatabaseSync(path);
    database.exec("INSERT INTO keys VALUES ('111122223333', 'AIDA', 'AKIA', '{\"accountId\": ')");
    database.close();
    await expect(ledger.loadAccount('111122223333' as AccountId)).rejects.toMatchObject({
      code: 'LEDGER_CORRUPT',
    });
    await expect(exported(ledger)).rejects.toMatchObject({ code: 'LEDGER_CORRUPT' });
    ledger.close();
  });

  it('keeps rehearsals and real runs apart, both ways', async () => {
    for (const [made, asked] of [
      ['real', 'rehearsal'],
      ['rehearsal', 'real'],
    ] as const) {
      const path = await newPlace();
      openSqliteLedger({ path, kind: made, newId: 'x' }).close();
      expect(() => openSqliteLedger({ path, kind: asked, newId: 'x' })).toThrow(
        expect.objectContaining({ code: 'REHEARSAL_LEDGER' }),
      );
      expect(openSqliteLedger({ path, kind: 'any', newId: 'x' }).kind).toBe(made);
    }
  });

  it('says what is wrong with a path that cannot be opened', async () => {
    const path = join(await newPlace(), 'no', 'such', 'folder.sqlite');
    expect(() => openSqliteLedger({ path, kind: 'real', newId: 'x' })).toThrow(
      expect.objectContaining({ code: 'LEDGER_UNREADABLE' }),
    );
  });

  it('does not create a file when only reading', async () => {
    const path = await newPlace();
    const ledger = openSqliteLedger({ path, kind: 'real', newId: 'x', readOnly: true });
    expect(await ledger.findUsers({})).toEqual([]);
    expect(() => new DatabaseSync(path, { readOnly: true })).toThrow();
  });
});
