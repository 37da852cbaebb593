import { afterEach, describe, expect, it, vi } from 'vitest';
import { rebuildLedger } from '../../src/app/rebuild.ts';
import type { AccountId, UserId } from '../../src/domain/ids.ts';
import { blankMemory } from '../../src/domain/memory.ts';
import { instant } from '../../src/domain/time.ts';
import { recordsTakenOver } from '../../src/engine/take-over.ts';
import { versionIdOf } from '../../src/secrets/secret-names.ts';
import { world } from '../support/one-user.ts';
import { runOn } from '../support/runs-on-days.ts';
import { day, memoryLedger, NOBODY_ADOPTS, partsOf } from '../support/world.ts';

afterEach(() => vi.restoreAllMocks());

describe('a rebuild', () => {
  it('takes nothing over while the kill switch is engaged (mutant rebuild-kill)', async () => {
    const w = { ...world(), ledger: memoryLedger('lost-ledger') };
    await runOn(w, [0]);
    const killSwitch = { engaged: true };
    const settings = { ...NOBODY_ADOPTS, safety: { ...NOBODY_ADOPTS.safety, killSwitch } };
    const parts = partsOf(w.sandbox, { ledger: memoryLedger('new-ledger'), settings });
    const result = await rebuildLedger(parts, { enforce: true, from: 'lost-ledger' });
    expect(result.secrets).toMatchObject([{ takenOver: false }]);
    expect(result.stopped).toBeDefined();
    expect(result.complete).toBe(false);
  });

  it('counts no notice of before, and takes no newer key for the replaced one (mutants takeover-again, takeover-older)', () => {
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
