import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { rebuildLedger } from '../../src/app/rebuild.ts';
import type { AccountId, UserId } from '../../src/domain/ids.ts';
import { blankMemory } from '../../src/domain/memory.ts';
import { instant } from '../../src/domain/time.ts';
import { versionIdOf } from '../../src/engine/secret-names.ts';
import { recordsTakenOver } from '../../src/engine/take-over.ts';
import { openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';
import type { SandboxRequestHandler } from '../../src/sandbox/index.ts';
import { day, memoryLedger, partsOf, run } from '../support/world.ts';
import { DEFAULT_SETTINGS, runOn, world } from './support.ts';

afterEach(() => vi.restoreAllMocks());

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

describe('a rebuild', () => {
  it('takes nothing over while the kill switch is engaged (mutant rebuild-kill)', async () => {
    const w = { ...world(), ledger: memoryLedger('lost-ledger') };
    await runOn(w, [0]);
    const killSwitch = { engaged: true };
    const settings = { ...DEFAULT_SETTINGS, safety: { ...DEFAULT_SETTINGS.safety, killSwitch } };
    const parts = partsOf(w.sandbox, { ledger: memoryLedger('new-ledger'), settings });
    const result = await rebuildLedger(parts, { enforce: true, from: 'lost-ledger' });
    expect(result.secrets).toMatchObject([{ takenOver: false }]);
    expect(result.stopped).toBeDefined();
    expect(result.complete).toBe(false);
  });

  it('counts no notice of before, and takes no newer key for the replaced one (mutants takeover-anew, takeover-older)', () => {
    const ref = { accountId: '111111111111' as AccountId, userId: 'AIDA1' as UserId };
    const key = (id: string, at: number) =>
      ({ id: id as never, status: 'active', createdAt: instant(day(at)) }) as const;
    const facts = (other: number) =>
      ({
        account: { id: ref.accountId },
        userId: ref.userId,
        userName: 'app',
        keys: [key('AKIAOTHER', other), key('AKIACURRENT', -5)],
      }) as never;
    const secret = {
      arn: 'x',
      stages: new Map([['AWSCURRENT', versionIdOf('AKIACURRENT' as never)]]),
      pendingDeletion: false,
      ledgerId: 'lost',
      adopted: false,
    };
    const given = { memory: blankMemory(ref.accountId, ref.userId), now: instant(day(0)) };
    expect(recordsTakenOver(facts(-95), secret, given)).toMatchObject([
      { keyId: 'AKIACURRENT', replaces: 'AKIAOTHER', promotedAt: day(0) },
      { keyId: 'AKIAOTHER', replacedBy: 'AKIACURRENT', noticesFrom: day(0) },
    ]);
    const [only, second] = recordsTakenOver(facts(-1), secret, given);
    expect(only?.replaces).toBeUndefined();
    expect(second).toBeUndefined();
  });
});
