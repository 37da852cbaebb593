import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import type { AccountId, UserId } from '../../src/domain/ids.ts';
import { instant } from '../../src/domain/time.ts';
import { openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';

it('a standing hold does not vanish silently with a damaged page of the ledger', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'review-')), 'ledger.sqlite');
  const ref = { accountId: '111111111111' as AccountId, userId: 'AIDA1' as UserId };
  const ledger = openSqliteLedger({ path, kind: 'real', newId: 'r' });
  await ledger.addStandingHold({
    ...ref,
    id: 'h1',
    keyId: 'AKIA1' as never,
    kind: 'undo',
    from: instant(1e12),
    by: 'x',
    why: 'undo',
  });
  await ledger.close();
  const database = new DatabaseSync(path);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const size = Number(database.prepare('PRAGMA page_size').get()?.page_size);
  const root = Number(
    database.prepare("SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_units_1'").get()
      ?.rootpage,
  );
  database.close();
  const bytes = readFileSync(path);
  // The number of cells of the index page, two bytes from its third: 1 becomes 0.
  bytes.writeUInt16BE(0, (root - 1) * size + 3);
  writeFileSync(path, bytes);
  const read = async () =>
    (await openSqliteLedger({ path, kind: 'real', newId: 'r' }).loadUser(ref)).holds.length;
  await expect(
    read().then((found) => found === 1 || Promise.reject(new Error(`${found} holds`))),
  ).rejects.toThrow(/LEDGER_CORRUPT|damaged/);
});
