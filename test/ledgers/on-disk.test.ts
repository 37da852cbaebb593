import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ResolveRequest, resolve } from '../../src/app/resolve.ts';
import { instant } from '../../src/domain/time.ts';
import { openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';
import type { SandboxRequestHandler } from '../../src/sandbox/index.ts';
import { REF, world } from '../support/one-user.ts';
import { runOn } from '../support/runs-on-days.ts';
import { day, partsOf, run } from '../support/world.ts';

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

describe('what is about to be done to AWS (mutant durable-create)', () => {
  it('is on the disk before it is done', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'review-')), 'ledger.sqlite');
    const ledger = openSqliteLedger({ path, kind: 'rehearsal', newId: 'ledger-test' });
    const { sandbox } = world();
    let mode = 'unset';
    let unsynced = 0;
    const real = DatabaseSync.prototype.exec;
    vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql: string) {
      mode = /PRAGMA synchronous = (\w+)/.exec(sql)?.[1] ?? mode;
      if (sql === 'COMMIT') unsynced = mode === 'FULL' ? 0 : unsynced + 1;
      return real.call(this, sql);
    });
    const seen: string[] = [];
    const wrap = (handler: SandboxRequestHandler): SandboxRequestHandler =>
      new Proxy(handler, {
        get: (target, name) =>
          name !== 'handle'
            ? Reflect.get(target, name)
            : async (request: never, options: never) => {
                const { body } = request as { body: unknown };
                const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body);
                const action = /Action=((?:Create|Update|Delete)AccessKey)/.exec(text)?.[1];
                if (action !== undefined) seen.push(`${action} with ${unsynced} behind`);
                return await handler.handle(request, options);
              },
      });
    for (const today of [0, 4, 8, 11, 15, 22]) {
      sandbox.clock.set(day(today));
      await run(sandbox, { ledger, wrap, processId: `d${today}` });
    }
    expect(seen).toEqual(['Create', 'Update', 'Delete'].map((act) => `${act}AccessKey with 0 behind`));
  });
});

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
