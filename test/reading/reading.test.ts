import { describe, expect, it } from 'vitest';
import type { UserId } from '../../src/domain/ids.ts';
import { type Duration, days, HOUR, instant } from '../../src/domain/time.ts';
import { createReadNotes } from '../../src/inventory/read-notes.ts';
import { isSweepDue } from '../../src/inventory/reading-list.ts';
import type { RawCredentialReport } from '../../src/ports/cloud.ts';
import { withReport } from '../support/changed-report.ts';
import { countedRun } from '../support/counted-run.ts';
import { office, users } from '../support/many-users.ts';
import { ACCOUNT } from '../support/one-user.ts';
import { day, use } from '../support/world.ts';

const listed = (calls: Readonly<Record<string, number>>): number => calls.ListAccessKeys ?? 0;

describe('what is read', () => {
  it('everybody with a key on a first run, and almost nobody on an idle day', async () => {
    const { sandbox, ledger } = office(users(120));
    const first = await countedRun(sandbox, { ledger });
    expect(listed(first.calls)).toBe(120);
    expect(first.total / 120).toBeLessThan(1.25);
    sandbox.clock.set(day(1));
    const idle = await countedRun(sandbox, { ledger, processId: 'second' });
    expect(listed(idle.calls)).toBeLessThanOrEqual(12);
    expect(idle.report.decisions).toHaveLength(120);
    expect(idle.report.complete).toBe(true);
  });

  it('nobody without a key, on a first run either', async () => {
    const bare = Array.from({ length: 200 }, (_, index) => ({ name: `bare-${index}` }));
    const { sandbox, ledger } = office([...users(10), ...bare]);
    const first = await countedRun(sandbox, { ledger });
    expect(listed(first.calls)).toBe(10);
    expect(first.report.coverage.find((entry) => entry.accountId === ACCOUNT)).toMatchObject({
      users: 210,
      usersWithKeys: 10,
    });
  });

  it('everybody within the sweep, whatever the report says', async () => {
    const { sandbox, ledger } = office(users(60, () => 0));
    const seen = new Set<string>();
    await countedRun(sandbox, { ledger });
    for (let today = 1; today <= 30; today += 1) {
      sandbox.clock.set(day(today));
      const before = sandbox.clock.now();
      await countedRun(sandbox, { ledger, processId: `d${today}` });
      for (const [userId, read] of await ledger.loadReads(ACCOUNT as never))
        if (read.readAt >= before) seen.add(userId);
    }
    expect(seen.size).toBe(60);
  });

  it('a user whose key was made by hand, on the next day', async () => {
    const { sandbox, ledger } = office(users(20));
    await countedRun(sandbox, { ledger });
    sandbox.clock.set(day(1));
    const made = sandbox.world.iam.addKey(
      { accountId: ACCOUNT, userName: 'user-0007' },
      { createdAt: day(1) },
    );
    const { report } = await countedRun(sandbox, { ledger, processId: 'second' });
    expect(report.decisions.map((decision) => decision.keyId)).toContain(made.id);
  });

  it('a key that was used daily is no change: its row is the same but for its use', async () => {
    const { sandbox, ledger } = office(users(20));
    await countedRun(sandbox, { ledger });
    sandbox.clock.set(day(1) - 6 * HOUR);
    for (const key of sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'user-0003' }))
      use(sandbox, key.id);
    sandbox.clock.set(day(1));
    const { calls } = await countedRun(sandbox, { ledger, processId: 'second' });
    expect(listed(calls)).toBeLessThanOrEqual(3);
  });

  it('nothing more, and the ledger not at all, in a dry run', async () => {
    const { sandbox, ledger } = office(users(20));
    const dry = await countedRun(sandbox, { ledger, enforce: false });
    expect(dry.calls.GenerateCredentialReport).toBeUndefined();
    expect(listed(dry.calls)).toBe(20);
    expect((await ledger.loadReads(ACCOUNT as never)).size).toBe(0);
  });
});

describe('when the credential report is no help, everybody is read', () => {
  const cases: readonly [string, (real: RawCredentialReport) => RawCredentialReport][] = [
    ['it cannot be made', () => ({ usable: false, why: 'GenerateCredentialReport: LimitExceeded' })],
    ['it is a web page', usableAs('<html><body>Service Unavailable</body></html>')],
    ['it is empty', usableAs('')],
    ['it has columns of an unknown format', usableAs('name,key\nuser-0001,yes\n')],
    [
      'it is cut off in the middle of a row',
      (real) => (real.usable ? { ...real, content: real.content.slice(0, -60) } : real),
    ],
    [
      'it is from yesterday',
      (real) => (real.usable ? { ...real, generatedAt: instant(real.generatedAt - 24 * HOUR) } : real),
    ],
  ];
  it.each(cases)('%s', async (_name, change) => {
    const { sandbox, ledger } = office(users(20));
    await countedRun(sandbox, { ledger });
    sandbox.clock.set(day(1));
    const setup = { ledger, processId: 'second' };
    const cloud = withReport(sandbox, setup, change);
    const { calls, report } = await countedRun(sandbox, { ...setup, parts: { cloud } });
    expect(listed(calls)).toBe(20);
    expect(report.decisions).toHaveLength(20);
    expect(report.complete).toBe(true);
  });

  it('it is denied to the role', async () => {
    const { sandbox, ledger } = office(users(20));
    sandbox.faults.on((call) =>
      call.operation.endsWith('CredentialReport')
        ? { kind: 'error', status: 403, code: 'AccessDenied', message: 'not allowed' }
        : undefined,
    );
    await countedRun(sandbox, { ledger });
    sandbox.clock.set(day(1));
    const { calls, report } = await countedRun(sandbox, { ledger, processId: 'second' });
    expect(listed(calls)).toBe(20);
    expect(report.complete).toBe(true);
  });
});

describe('a credential report that lies', () => {
  it('about a key that it does not show: the key is young, and the sweep finds it', async () => {
    const { sandbox, ledger } = office(users(12));
    await countedRun(sandbox, { ledger });
    let frozen: RawCredentialReport | undefined;
    sandbox.clock.set(day(1));
    const setup = (today: number) => ({ ledger, processId: `d${today}` });
    const lying = (today: number) => ({
      ...setup(today),
      parts: {
        cloud: withReport(sandbox, setup(today), (real) => {
          frozen ??= real;
          return frozen.usable ? { ...frozen, generatedAt: instant(sandbox.clock.now()) } : frozen;
        }),
      },
    });
    await countedRun(sandbox, lying(1));
    const hidden = sandbox.world.iam.addKey(
      { accountId: ACCOUNT, userName: 'user-0002' },
      { createdAt: day(1) },
    );
    let found: number | undefined;
    for (let today = 2; today <= 31 && found === undefined; today += 1) {
      sandbox.clock.set(day(today));
      const { report } = await countedRun(sandbox, lying(today));
      if (report.decisions.some((decision) => decision.keyId === hidden.id)) found = today;
    }
    expect(found).toBeLessThanOrEqual(31);
  });

  it('about a key that is due: its age comes from ListAccessKeys, and it is read whatever the row says', async () => {
    const { sandbox, ledger } = office(users(3, (index) => (index === 0 ? 80 : 5)));
    await countedRun(sandbox, { ledger });
    let frozen: RawCredentialReport | undefined;
    for (const today of [4, 7, 9, 10]) {
      sandbox.clock.set(day(today) - 2 * HOUR);
      for (const key of sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'user-0000' }))
        use(sandbox, key.id);
      sandbox.clock.set(day(today));
      const setup = { ledger, processId: `d${today}` };
      const cloud = withReport(sandbox, setup, (real) => {
        frozen ??= real;
        return frozen.usable ? { ...frozen, generatedAt: instant(sandbox.clock.now()) } : frozen;
      });
      await countedRun(sandbox, { ...setup, parts: { cloud } });
    }
    expect(sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'user-0000' })).toHaveLength(2);
  });

  it('with columns that nobody knows yet: they are no change and no obstacle', async () => {
    const { sandbox, ledger } = office(users(20));
    await countedRun(sandbox, { ledger });
    sandbox.clock.set(day(1));
    const setup = { ledger, processId: 'second' };
    const cloud = withReport(sandbox, setup, (real) => {
      if (!real.usable) return real;
      const [header = '', ...rows] = real.content.split('\n');
      const widened = rows.map((row, index) => (row === '' ? row : `${row},new-${index}`));
      return { ...real, content: [`${header},passkey_active`, ...widened].join('\n') };
    });
    const { calls } = await countedRun(sandbox, { ...setup, parts: { cloud } });
    expect(listed(calls)).toBeLessThanOrEqual(3);
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

describe('the rolling sweep', () => {
  it('spreads users evenly over its days, and reads each once in every period', () => {
    const sweepEvery = days(30);
    const perDay = new Map<number, number>();
    for (let index = 0; index < 3000; index += 1) {
      const userId = `AIDA${index.toString(36).toUpperCase().padStart(17, '0')}` as UserId;
      let readAt = instant(day(0));
      let turns = 0;
      for (let today = 1; today <= 30; today += 1) {
        const now = instant(day(today));
        if (!isSweepDue(userId, readAt, { now, sweepEvery })) continue;
        turns += 1;
        readAt = now;
        perDay.set(today, (perDay.get(today) ?? 0) + 1);
      }
      expect(turns).toBe(1);
    }
    expect(Math.max(...perDay.values())).toBeLessThan(150);
    expect(Math.min(...perDay.values())).toBeGreaterThan(60);
  });

  it('never lets a user wait longer than its period', () => {
    const sweepEvery = days(7) as Duration;
    const userId = 'AIDAEXAMPLEUSER000001' as UserId;
    const now = instant(day(100));
    expect(isSweepDue(userId, instant(day(93)), { now, sweepEvery })).toBe(true);
  });
});

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

function usableAs(content: string): (real: RawCredentialReport) => RawCredentialReport {
  return (real) => (real.usable ? { ...real, content } : real);
}
