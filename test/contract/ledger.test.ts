import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { AccountId, UserId } from '../../src/domain/ids.ts';
import { instant } from '../../src/domain/time.ts';
import { openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';
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

  it('reads a ledger of the first format as it is, and brings it up to date when it writes', async () => {
    const path = await newPlace();
    openSqliteLedger({ path, kind: 'real', newId: 'first' }).close();
    const database = new DatabaseSync(path);
    database.exec(
      'ALTER TABLE leases DROP COLUMN owner; DROP TABLE forces; DROP TABLE reads; DROP TABLE report; PRAGMA user_version = 1',
    );
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
