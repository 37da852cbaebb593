import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';
import { writeEarlier } from '../contract/earlier-formats.ts';

it('a ledger that is refused is left as it is', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'review-')), 'real.sqlite');
  writeEarlier(path, 1);
  expect(() => openSqliteLedger({ path, kind: 'rehearsal', newId: 'x' })).toThrow('real one');
  const after = new DatabaseSync(path);
  expect(after.prepare('PRAGMA user_version').get()?.user_version).toBe(1);
  after.close();
});
