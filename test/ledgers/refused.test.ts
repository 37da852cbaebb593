import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';

it('a ledger that is refused is left as it is', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'review-')), 'real.sqlite');
  openSqliteLedger({ path, kind: 'real', newId: 'r' }).close();
  const old = new DatabaseSync(path);
  old.exec('DROP TABLE forces; DROP TABLE reads; DROP TABLE report; PRAGMA user_version = 1');
  old.close();
  expect(() => openSqliteLedger({ path, kind: 'rehearsal', newId: 'x' })).toThrow('real one');
  const after = new DatabaseSync(path);
  expect(after.prepare('PRAGMA user_version').get()?.user_version).toBe(1);
  after.close();
});
