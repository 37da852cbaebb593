import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';
import { ledgerContract } from './ledger-contract.ts';

const newPlace = async (): Promise<string> =>
  join(await mkdtemp(join(tmpdir(), 'keyturn-')), 'ledger.sqlite');

ledgerContract('SQLite', {
  newPlace,
  open: async (path) =>
    openSqliteLedger({ path, kind: 'real', newId: `id-${Math.floor(performance.now() * 1000)}` }),
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
