import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ResolveRequest, resolve } from '../../src/app/resolve.ts';
import { instant } from '../../src/domain/time.ts';
import { openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';
import { day, partsOf } from '../support/world.ts';
import { REF, runOn, world } from './support.ts';

afterEach(() => vi.restoreAllMocks());

/** The setting of `PRAGMA synchronous` under which each transaction of the given work was committed. */
async function commitsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const commits: string[] = [];
  let synchronous = 'unset';
  const real = DatabaseSync.prototype.exec;
  vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql: string) {
    const told = /PRAGMA synchronous = (\w+)/.exec(sql);
    if (told?.[1] !== undefined) synchronous = told[1];
    if (sql === 'COMMIT') commits.push(synchronous);
    return real.call(this, sql);
  });
  await work();
  return commits;
}

describe('an order that a person gave is on the disk when the person is told so', () => {
  const orders: readonly (readonly [string, (newKey: string) => ResolveRequest['order']])[] = [
    ['--extend', () => ({ kind: 'extend', until: instant(day(60)) })],
    ['--keep', (key) => ({ kind: 'keep', key })],
  ];
  it.each(orders)('resolve %s', async (_name, order) => {
    const path = join(mkdtempSync(join(tmpdir(), 'review-')), 'ledger.sqlite');
    const ledger = openSqliteLedger({ path, kind: 'rehearsal', newId: 'ledger-test' });
    const w = { ...world(), ledger };
    await runOn(w, [0, 4]);
    const key = w.sandbox.world.iam.keys(REF)[1]?.id ?? '';
    const parts = partsOf(w.sandbox, { ledger, processId: 'r' });
    const commits = await commitsOf(() =>
      resolve(parts, { user: 'app', order: order(key), by: 'x', reason: 'y' }),
    );
    expect(commits).toEqual(['FULL']);
  });
});
