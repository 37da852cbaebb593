import { describe, expect, it } from 'vitest';
import { forceRotation } from '../../src/app/force.ts';
import type { Evidence } from '../../src/domain/decision.ts';
import type { AccountId } from '../../src/domain/ids.ts';
import type { RunReport } from '../../src/domain/report.ts';
import { DAY } from '../../src/domain/time.ts';
import { readRolePolicy } from '../../src/permissions/member-roles.ts';
import { reportAsff } from '../../src/report/asff.ts';
import { reportCsv } from '../../src/report/csv.ts';
import { renderHtml } from '../../src/report/html.ts';
import { reportJson } from '../../src/report/json.ts';
import { renderTable } from '../../src/report/table.ts';
import { ACCOUNT, lastUsed, REF, SECRET, statuses, type W } from '../support/one-user.ts';
import { restoreSecret } from '../support/restored-secret.ts';
import { runOn } from '../support/runs-on-days.ts';
import {
  day,
  member,
  memberRoles,
  memoryLedger,
  NOBODY_ADOPTS,
  partsOf,
  sandboxWith,
  use,
} from '../support/world.ts';

/** The day on which the old key has gone, and nothing is due until the next replacement. */
const SETTLED = 32;

const PERIOD = NOBODY_ADOPTS.reading.sweepEvery / DAY;

/** A user whose key was replaced and who never fetched the new one, beside others of whom nothing was ever due. */
async function settled(roles = memberRoles(ACCOUNT)): Promise<W> {
  const others = Array.from({ length: 5 }, (_, index) => ({
    name: `other-${index}`,
    keys: [{ createdAt: day(-1), lastUsed }],
  }));
  const app = { name: 'app', keys: [{ createdAt: day(-90), lastUsed }] };
  const w = { sandbox: sandboxWith([member(ACCOUNT, [app, ...others], { roles })]), ledger: memoryLedger() };
  for (let today = 0; today <= SETTLED; today += 4) await runOn(w, today);
  expect(statuses(w.sandbox)).toEqual(['Active']);
  return w;
}

const lostIn = (report: RunReport): readonly (Evidence & { kind: 'key-not-fetchable' })[] =>
  report.decisions.flatMap(({ evidence }) => evidence.filter((fact) => fact.kind === 'key-not-fetchable'));

const asks = ({ sandbox }: W): number =>
  sandbox.calls.filter(({ operation }) => operation === 'DescribeSecret').length;

/** Runs daily until the finding is there, at most for one period of the sweep. */
async function sweepUntilFound(w: W): Promise<{ readonly on: number; readonly report: RunReport }> {
  for (let today = SETTLED + 1; today <= SETTLED + PERIOD; today += 1) {
    const report = await runOn(w, today);
    if (lostIn(report).length > 0) return { on: today, report };
  }
  throw new Error('it was not found within the period of the sweep');
}

describe('a key that was handed over, that nobody has used, and that its secret no longer gives out', () => {
  it('is found in the rolling sweep, though nothing is due, and shown as every finding is', async () => {
    const w = await settled();
    w.sandbox.world.secrets.remove(SECRET, 0);
    const { report } = await sweepUntilFound(w);
    expect(report).toMatchObject({ complete: true, exitCode: 0 });
    expect(lostIn(report)).toMatchObject([{ loss: 'gone', alone: true }]);
    expect(reportJson(report).totals.notFetchable).toBe(1);
    const fix = 'keyturn force --account 111111111111 --user app --reason TEXT --enforce';
    expect(renderTable(report, { width: 2_000 })).toContain(fix);
    expect(renderHtml(report)).toContain(fix);
    const failed = reportAsff(report)
      .flatMap(({ Findings }) => Findings)
      .filter(({ Compliance }) => Compliance.Status === 'FAILED');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.Compliance.StatusReasons.map(({ ReasonCode }) => ReasonCode)).toContain(
      'KEY_NOT_FETCHABLE',
    );
    expect(failed[0]?.Remediation?.Recommendation.Text).toContain(fix);
    expect(reportCsv(report)).toContain('KEY_NOT_FETCHABLE');
  });

  it('is asked about once in a period of the sweep, and nobody else is', async () => {
    const w = await settled();
    w.sandbox.clearCalls();
    const perDay: number[] = [];
    for (let today = SETTLED + 1; today <= SETTLED + PERIOD; today += 1) {
      const before = asks(w);
      expect(lostIn(await runOn(w, today))).toEqual([]);
      perDay.push(asks(w) - before);
    }
    expect(perDay.filter((count) => count > 0)).toEqual([1]);
  });

  it('stands in every run until it is no longer true', async () => {
    const w = await settled();
    w.sandbox.world.secrets.remove(SECRET, 30);
    const { on, report } = await sweepUntilFound(w);
    const [first] = lostIn(report);
    expect(first).toMatchObject({ loss: 'scheduled-for-deletion' });
    expect(lostIn(await runOn(w, on + 1))).toEqual([first]);
    await restoreSecret(w);
    expect(lostIn(await runOn(w, on + 2))).toEqual([]);
  });

  it('ends with the fix that it names', async () => {
    const w = await settled();
    w.sandbox.world.secrets.remove(SECRET, 0);
    const { on } = await sweepUntilFound(w);
    const parts = partsOf(w.sandbox, { ledger: w.ledger, processId: 'force' });
    const order = { accountId: ACCOUNT as AccountId, user: 'app', why: 'nobody can fetch it', enforce: true };
    expect(lostIn(await forceRotation(parts, order))).toEqual([]);
    expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
    expect(lostIn(await runOn(w, on + 1))).toEqual([]);
  });

  it('is found where people have put another value into the secret', async () => {
    const w = await settled();
    w.sandbox.world.secrets.putValue(SECRET, 'theirs');
    const { report } = await sweepUntilFound(w);
    expect(lostIn(report)).toMatchObject([{ loss: 'overwritten' }]);
  });

  it('is none when its owner uses the key, whatever becomes of the secret', async () => {
    const w = await settled();
    const [key] = w.sandbox.world.iam.keys(REF);
    expect(use(w.sandbox, key?.id ?? '')).toBe(true);
    w.sandbox.world.secrets.remove(SECRET, 0);
    await expect(sweepUntilFound(w)).rejects.toThrow('not found');
  });
});

describe('where the secret cannot be asked nothing is claimed', () => {
  it('by a read role that may not: no finding, no failure, one note, and no question before the next turn', async () => {
    const elsewhere = readRolePolicy({ accountId: ACCOUNT, secretNamePattern: 'Elsewhere_*' });
    const w = await settled(
      memberRoles(ACCOUNT).map((role) =>
        role.name === 'KeyturnRead' ? { ...role, policies: [elsewhere] } : role,
      ),
    );
    w.sandbox.world.secrets.remove(SECRET, 0);
    w.sandbox.clearCalls();
    const notes: string[] = [];
    for (let today = SETTLED + 1; today <= SETTLED + PERIOD; today += 1) {
      const report = await runOn(w, today);
      expect(lostIn(report)).toEqual([]);
      expect(report).toMatchObject({ complete: true, exitCode: 0 });
      for (const entry of report.coverage)
        if (entry.outcome === 'scanned' && entry.note !== undefined) notes.push(renderTable(report));
    }
    expect(notes).toHaveLength(1);
    expect(notes[0]?.replaceAll(/\s+/g, ' ')).toContain(
      'Let the read role call secretsmanager:DescribeSecret',
    );
    expect(asks(w)).toBe(1);
  });

  it('for another reason: it is asked again in the next run', async () => {
    const w = await settled();
    w.sandbox.world.secrets.remove(SECRET, 0);
    let broken = true;
    w.sandbox.faults.on((call) =>
      broken && call.operation === 'DescribeSecret'
        ? { kind: 'error', status: 400, code: 'InternalServiceError', message: 'again later' }
        : undefined,
    );
    let today = SETTLED;
    for (let noted = false; !noted; ) {
      today += 1;
      const report = await runOn(w, today);
      expect(lostIn(report)).toEqual([]);
      expect(report.complete).toBe(true);
      noted = report.coverage.some((entry) => 'note' in entry);
    }
    broken = false;
    expect(lostIn(await runOn(w, today + 1))).toHaveLength(1);
  });
});
