import { expect, test } from 'vitest';
import { JSON_FIELDS, outputPage } from '../../scripts/docs/output-page.ts';
import { LOST } from '../../test/support/report/lost.ts';
import { sampleApplied } from '../../test/support/report/sample-applied.ts';
import { SAMPLE_BY_REPORT } from '../../test/support/report/sample-by-report.ts';
import { SAMPLE_NOW, sampleDecision } from '../../test/support/report/sample-keys.ts';
import { sampleHistory, sampleReport } from '../../test/support/report/sample-report.ts';
import type { ReportedDecision, RunReport } from '../domain/report.ts';
import { reportJson } from './json.ts';
import { jsonLines, jsonText } from './json-text.ts';

/** Objects that serve as tables: their keys are values. */
const TABLES: readonly string[] = [
  'totals.actions',
  'totals.outcomes',
  'trend[].accounts',
  'trend[].decisions',
];

function pathsOf(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((entry) => pathsOf(entry, `${path}[]`))];
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([name, child]) => {
    if (TABLES.includes(path)) return pathsOf(child, `${path}.{}`);
    return pathsOf(child, path === '' ? name : `${path}.${name}`);
  });
  return path === '' || path.endsWith('[]') ? below : [path, ...below];
}

/** A report in which every field occurs. */
function fullReport(): RunReport {
  const report = sampleReport({
    stopped: { code: 'KILL_SWITCH_ENGAGED', why: 'engaged' },
    byReport: SAMPLE_BY_REPORT,
  });
  const relaxed = sampleDecision(
    { id: '111122223333', name: 'Payments production' },
    {
      seed: 50,
      user: 'relaxed',
      age: 130,
      action: 'deactivate',
      reason: 'INSTALL_GRACE_PERIOD_END',
      more: [
        { kind: 'relaxed', option: 'inUse.afterwards', clause: 'quiet' },
        { kind: 'secret-of-others', secretArn: 'arn:x', before: '{}', after: '{}', denies: false },
        LOST,
      ],
    },
  );
  const ruled: ReportedDecision = {
    ...relaxed,
    policySource: { override: 'vendors', tags: ['keyturn:rotate-after'] },
    refusedTags: ['keyturn:unused-keys'],
  };
  const { outcome: _done, ...undone } = relaxed;
  const inUse = { gate: 'quiet', state: 'blocked', until: SAMPLE_NOW, announcesAnew: true } as const;
  const heldInUse: ReportedDecision = {
    ...undone,
    action: 'hold',
    held: 'deactivate',
    objections: [{ ...inUse, detail: 'last used' }],
  };
  const [latest] = sampleHistory(1);
  const canary = { who: 'accounts 111122223333', scanned: true, failed: 0 };
  return {
    ...report,
    organizationId: 'o-exampleorg',
    applied: sampleApplied(report.decisions),
    narrowed: { accounts: ['shop'], users: ['deploy-*'] },
    untold: 'all',
    trend: latest === undefined ? [] : [{ ...latest, overLimit: 3, keys: 60, canary }],
    coverage: report.coverage.map((entry) =>
      entry.outcome === 'scanned' ? { ...entry, note: 'not looked at' } : entry,
    ),
    decisions: [...report.decisions, ruled, heldInUse],
  };
}

test('docs/output.md is what the function says', async () => {
  await expect(outputPage()).toMatchFileSnapshot('../../docs/output.md');
});

test('every field of the output is described, and every described field occurs', () => {
  const found = [...new Set(pathsOf(reportJson(fullReport()), ''))].sort();
  expect(found).toEqual(JSON_FIELDS.map(({ path }) => path).sort());
});

test('every described field stands in the page, and none is described twice', () => {
  const [page = ''] = outputPage().split('### The forecast');
  for (const { path } of JSON_FIELDS) expect(page.split(`| \`${path}\` |`)).toHaveLength(2);
});

test('times are ISO 8601 and durations seconds', () => {
  const document = reportJson(sampleReport());
  expect(document.endedAt).toBe('2026-06-30T13:04:12Z');
  const billing = document.decisions.find(({ userName }) => userName === 'billing-export');
  expect(billing).toMatchObject({ createdAt: '2025-11-28T13:04:12Z', heldSince: '2026-06-18T13:04:12Z' });
  expect(billing?.evidence[0]).toMatchObject({ ageSeconds: 214 * 86_400, limitSeconds: 90 * 86_400 });
  expect(billing?.evidence[1]).toMatchObject({ lastUsed: { kind: 'used', at: '2026-06-30T11:04:12Z' } });
});

test('key ids are masked everywhere, inside messages too, unless asked for', () => {
  const id = 'AKIAIOSFODNN7EXAMPLE';
  const report = sampleReport();
  const decisions = report.decisions.map((decision) => ({
    ...decision,
    outcome: {
      status: 'failed',
      code: 'NoSuchEntity',
      why: `The Access Key with id ${id} cannot be found.`,
    } as const,
  }));
  const coverage = report.coverage.map((entry) =>
    entry.outcome === 'scanned'
      ? { ...entry, failedUsers: [{ userName: 'deploy', code: 'NoSuchEntity', why: `${id} is gone` }] }
      : { ...entry, why: `${id} blocked it` },
  );
  const [refused] = decisions;
  if (refused === undefined) throw new Error('the sample has changed');
  const applied = {
    plan: 'p',
    madeAt: SAMPLE_NOW,
    refused: [{ decision: refused, why: `${id} is not in the plan` }],
    left: 0,
  };
  const stopped = { code: 'X', why: `${id} stopped it` };
  const full = { ...report, decisions, coverage, applied, stopped };
  const masked = JSON.stringify(reportJson(full));
  expect(masked).toContain('The Access Key with id …MPLE cannot be found.');
  expect(/AKIA[A-Z0-9]{16}/.exec(masked)?.[0]).toBeUndefined();
  const whole = JSON.stringify(reportJson(full, { fullIds: true }));
  expect(whole).toContain(id);
  expect(whole).not.toContain('…');
});

test('the order of the report does not matter, and the document survives JSON', () => {
  const report = sampleReport();
  const shuffled = {
    ...report,
    decisions: [...report.decisions].reverse(),
    coverage: [...report.coverage].reverse(),
    advice: [...report.advice].reverse(),
  };
  expect(reportJson(shuffled)).toEqual(reportJson(report));
  const document = reportJson(report);
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});

test('a minimal decision has no empty fields', () => {
  const decision = sampleDecision(
    { id: '111122223333', name: 'Production' },
    { seed: 1, user: 'deploy', age: 1, action: 'none', reason: 'KEY_WITHIN_LIMITS' },
  );
  const [document] = reportJson(sampleReport({ decisions: [decision], endedAt: SAMPLE_NOW })).decisions;
  expect(Object.keys(document ?? {})).toEqual([
    'accountId',
    'accountName',
    'userId',
    'userName',
    'keyId',
    'keyStatus',
    'createdAt',
    'limitSeconds',
    'action',
    'reason',
    'next',
    'evidence',
  ]);
});

test('text that could act on a terminal or a page is escaped, and reads the same', () => {
  const document = { name: '\u009b31m\u202Egnp.exe\u2028\u001b[2J\u0000\uFEFF"\\', fine: 'Ärger – 部署 👍' };
  const text = jsonText(document);
  expect(JSON.parse(text)).toEqual(document);
  expect(text).not.toMatch(/[^\n\P{Cc}]|[\u2028\u202E\uFEFF]/u);
  expect(text).toContain('Ärger – 部署 👍');
  expect(jsonLines([document, 1])).toBe(`${jsonText(document, 0)}\n1\n`);
  expect(jsonLines([])).toBe('');
});
