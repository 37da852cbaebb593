import { describe, expect, it } from 'vitest';
import type { UserId } from '../../src/domain/ids.ts';
import { HOUR, instant } from '../../src/domain/time.ts';
import { createReadNotes } from '../../src/inventory/read-notes.ts';
import { countedRun } from '../support/counted-run.ts';
import { office, users } from '../support/many-users.ts';
import { ACCOUNT } from '../support/one-user.ts';
import { day } from '../support/world.ts';

const listed = (calls: Readonly<Record<string, number>>): number => calls.ListAccessKeys ?? 0;

describe('notes of readings', () => {
  it('are written in portions, and by a dry run never', async () => {
    const { ledger } = office([]);
    const read = (index: number) => ({
      accountId: ACCOUNT as never,
      userId: `AIDA${index}` as UserId,
      userName: `user-${index}`,
      readAt: instant(day(0)),
      keys: [],
    });
    const dry = createReadNotes(ledger, false);
    const real = createReadNotes(ledger, true);
    for (let index = 0; index < 150; index += 1) {
      await dry.add(read(index));
      await real.add(read(index));
    }
    expect((await ledger.loadReads(ACCOUNT as never)).size).toBe(100);
    await real.flush();
    await dry.flush();
    expect((await ledger.loadReads(ACCOUNT as never)).size).toBe(150);
  });
});

describe('a run that dies in the middle of an account', () => {
  it('is gone on with: what was read and noted is not read again', async () => {
    const { sandbox, ledger } = office(users(260));
    let reads = 0;
    sandbox.faults.on((call) => {
      if (call.processId !== 'dies' || call.operation !== 'ListAccessKeys') return undefined;
      reads += 1;
      return reads === 230 ? { kind: 'crash-before' } : undefined;
    });
    await Promise.race([countedRun(sandbox, { ledger, processId: 'dies' }), sandbox.faults.crashOf('dies')]);
    const noted = [...(await ledger.loadReads(ACCOUNT as never)).values()].filter(
      (read) => read.keys.length > 0,
    );
    expect(noted.length).toBeGreaterThanOrEqual(200);
    sandbox.clock.advance(HOUR);
    const { report, calls } = await countedRun(sandbox, { ledger, processId: 'again' });
    expect(report.decisions).toHaveLength(260);
    expect(report.complete).toBe(true);
    expect(listed(calls)).toBeLessThanOrEqual(260 - noted.length + 16);
    sandbox.clock.advance(HOUR);
    const third = await countedRun(sandbox, { ledger, processId: 'third' });
    expect(listed(third.calls)).toBeLessThanOrEqual(3);
  });
});
