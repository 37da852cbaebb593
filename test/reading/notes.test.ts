import { describe, expect, it } from 'vitest';
import type { UserId } from '../../src/domain/ids.ts';
import { HOUR, instant } from '../../src/domain/time.ts';
import { createReadNotes } from '../../src/inventory/read-notes.ts';
import type { RawCredentialReport } from '../../src/ports/cloud.ts';
import { withReport } from '../support/changed-report.ts';
import { countedRun } from '../support/counted-run.ts';
import { office, users } from '../support/many-users.ts';
import { ACCOUNT } from '../support/one-user.ts';
import { day } from '../support/world.ts';

const listed = (calls: Readonly<Record<string, number>>): number => calls.ListAccessKeys ?? 0;

/** The report with nothing in its column for the creation of users. */
function withoutUserDates(real: RawCredentialReport): RawCredentialReport {
  if (!real.usable) return real;
  const [header = '', ...rows] = real.content.trim().split('\n');
  const column = header.split(',').indexOf('user_creation_time');
  const bare = rows.map((row) => row.split(',').with(column, 'N/A').join(','));
  return { ...real, content: [header, ...bare].join('\n') };
}

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
    // No row says when its user was made, so that none will do, and everybody is read.
    const undated = (processId: string) => ({
      ledger,
      processId,
      parts: { cloud: withReport(sandbox, { ledger, processId }, withoutUserDates) },
    });
    let reads = 0;
    sandbox.faults.on((call) => {
      if (call.processId !== 'dies' || call.operation !== 'ListAccessKeys') return undefined;
      reads += 1;
      return reads === 230 ? { kind: 'crash-before' } : undefined;
    });
    await Promise.race([countedRun(sandbox, undated('dies')), sandbox.faults.crashOf('dies')]);
    const noted = [...(await ledger.loadReads(ACCOUNT as never)).values()].filter(
      (read) => read.keys.length > 0,
    );
    expect(noted.length).toBeGreaterThanOrEqual(200);
    sandbox.clock.advance(HOUR);
    const { report, calls } = await countedRun(sandbox, undated('again'));
    expect(report.decisions).toHaveLength(260);
    expect(report.complete).toBe(true);
    expect(listed(calls)).toBeLessThanOrEqual(260 - noted.length + 16);
    sandbox.clock.advance(HOUR);
    const third = await countedRun(sandbox, undated('third'));
    expect(listed(third.calls)).toBeLessThanOrEqual(3);
  });
});
