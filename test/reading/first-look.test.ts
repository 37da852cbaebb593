import { describe, expect, it } from 'vitest';
import { runOnce } from '../../src/app/run/run-once.ts';
import { type Instant, isoTime } from '../../src/domain/time.ts';
import { totalsOf } from '../../src/domain/totals.ts';
import type { RawCredentialReport } from '../../src/ports/cloud.ts';
import { renderHtml } from '../../src/report/html.ts';
import { reportJson } from '../../src/report/json.ts';
import { renderTable } from '../../src/report/table.ts';
import { withReport } from '../support/changed-report.ts';
import { countedRun } from '../support/counted-run.ts';
import { office, users } from '../support/many-users.ts';
import { ACCOUNT } from '../support/one-user.ts';
import { day, partsOf, run } from '../support/world.ts';

const listed = (calls: Readonly<Record<string, number>>): number => calls.ListAccessKeys ?? 0;
const reading = (today: number) => ({ processId: `d${today}` });

describe('a first look', () => {
  it.each([true, false])(
    'reads nobody of whom the report shows that nothing is near; enforce: %s',
    async (enforce) => {
      const { sandbox, ledger } = office(users(200, (index) => 2 + (index % 50)));
      const { report, calls } = await countedRun(sandbox, { ledger, enforce });
      expect(listed(calls)).toBe(0);
      expect(report.complete).toBe(true);
      expect(report.byReport).toHaveLength(200);
      expect(totalsOf(report)).toMatchObject({
        keys: 200,
        activeKeys: 200,
        usersByReport: 200,
        keysByReport: 200,
      });
      expect(report.coverage.find(({ accountId }) => accountId === ACCOUNT)).toMatchObject({
        users: 200,
        usersWithKeys: 200,
      });
      expect((await ledger.loadReads(ACCOUNT as never)).size).toBe(enforce ? 200 : 0);
    },
  );

  it('reads those of whom something is due or near, and acts on nobody else', async () => {
    const { sandbox, ledger } = office(users(200, (index) => (index < 10 ? 95 : index < 20 ? 86 : 20)));
    const { report, calls } = await countedRun(sandbox, { ledger });
    expect(new Set(report.decisions.map(({ userName }) => userName)).size).toBe(20);
    expect(report.decisions.filter(({ outcome }) => outcome?.status === 'done')).toHaveLength(10);
    expect(listed(calls)).toBeLessThan(45);
  });

  it('says in each form how many were not read, and from where it knows of them', async () => {
    const { sandbox, ledger } = office(users(200, () => 20));
    const { report } = await countedRun(sandbox, { ledger, enforce: false });
    const told = /200 keys of 200 users are within their limits as far as the credential report of 2026-/;
    expect(renderTable(report, { width: 1000 })).toMatch(told);
    expect(renderTable(report, { width: 1000 })).toContain(
      '200 keys: 200 within limits by the credential report.',
    );
    expect(renderHtml(report)).toMatch(told);
    const { byReport } = reportJson(report);
    expect(byReport[0]).toMatchObject({ userName: 'user-0000', keys: [{ status: 'active' }] });
    expect(JSON.stringify(byReport)).not.toContain('AKIA');
  });

  it('reads everybody when it is asked to', async () => {
    const { sandbox, ledger } = office(users(150));
    sandbox.clearCalls();
    const report = await runOnce(partsOf(sandbox, { ledger }), { enforce: false, readAll: true });
    expect(sandbox.calls.filter(({ operation }) => operation === 'ListAccessKeys')).toHaveLength(150);
    expect([report.byReport, report.decisions.length]).toEqual([[], 150]);
  });
});

describe('whoever only a row has spoken for', () => {
  it('is read within seven days, some on each of them from the second on, and then by the sweep', async () => {
    const { sandbox, ledger } = office(users(150, () => 5));
    const counts: number[] = [];
    for (let today = 0; today <= 8; today += 1) {
      sandbox.clock.set(day(today));
      const { calls } = await countedRun(sandbox, { ledger, ...reading(today) });
      counts.push(listed(calls));
    }
    expect(counts[0]).toBe(0);
    expect(counts.slice(1, 7).every((count) => count > 5)).toBe(true);
    expect(counts.slice(0, 8).reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(150);
    expect((await run(sandbox, { ledger, processId: 'last' })).byReport).toEqual([]);
  });

  it('a key that looks younger than it is, is found by then and replaced', async () => {
    const { sandbox, ledger } = office(users(150, (index) => (index === 7 ? 95 : 5)));
    const ref = { accountId: ACCOUNT, userName: 'user-0007' };
    // Switched off and on: if AWS dates it by that, its row looks like that of a new key.
    const redated = (real: RawCredentialReport): RawCredentialReport => {
      if (!real.usable) return real;
      const [header = '', ...rows] = real.content.trim().split('\n');
      const column = header.split(',').indexOf('access_key_1_last_rotated');
      const used = header.split(',').indexOf('access_key_1_last_used_date');
      const changed = rows.map((row) =>
        row.startsWith('user-0007,')
          ? row
              .split(',')
              .with(column, isoTime(day(0) as Instant))
              .with(used, 'N/A')
              .join(',')
          : row,
      );
      return { ...real, content: [header, ...changed].join('\n') };
    };
    let replaced: number | undefined;
    for (let today = 0; today <= 7 && replaced === undefined; today += 1) {
      sandbox.clock.set(day(today));
      const setup = { ledger, ...reading(today) };
      await countedRun(sandbox, { ...setup, parts: { cloud: withReport(sandbox, setup, redated) } });
      if (sandbox.world.iam.keys(ref).length === 2) replaced = today;
    }
    expect(replaced).toBeGreaterThan(0);
    expect(replaced).toBeLessThanOrEqual(7);
  });

  it('is read within the week in runs of some accounts too', async () => {
    const { sandbox, ledger } = office(users(150, () => 5));
    let reads = 0;
    for (let today = 0; today <= 7; today += 1) {
      sandbox.clock.set(day(today));
      sandbox.clearCalls();
      const narrow = { accounts: [ACCOUNT], users: [] };
      await runOnce(partsOf(sandbox, { ledger, ...reading(today) }), { enforce: true, narrow });
      reads += sandbox.calls.filter(({ operation }) => operation === 'ListAccessKeys').length;
    }
    expect(reads).toBeGreaterThanOrEqual(150);
  });

  it('is read at once when its row changes', async () => {
    const { sandbox, ledger } = office(users(150, () => 5));
    await countedRun(sandbox, { ledger });
    sandbox.clock.set(day(0.5));
    sandbox.world.iam.addKey({ accountId: ACCOUNT, userName: 'user-0009' }, { createdAt: day(0.4) });
    const { report } = await countedRun(sandbox, { ledger, processId: 'second' });
    expect(report.decisions.map(({ userName }) => userName)).toEqual(['user-0009', 'user-0009']);
  });
});
