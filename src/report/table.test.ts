import { expect, test } from 'vitest';
import { sampleApplied } from '../../test/support/report/sample-applied.ts';
import { sampleKeyId } from '../../test/support/report/sample-keys.ts';
import { samplePlan, sampleReport } from '../../test/support/report/sample-report.ts';
import type { AccountId } from '../domain/ids.ts';
import type { ReportedDecision } from '../domain/report.ts';
import { widthOf } from './line-text.ts';
import { ANSI_PAINTER } from './painter.ts';
import { renderTable } from './table.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the colours that the painter writes
const COLOURS = /\u001b\[\d+m/g;
const lines = (text: string): readonly string[] => text.split('\n');

test.each([50, 60, 72, 80, 100, 120, 200])('no line is wider than %d columns', (width) => {
  for (const report of [sampleReport(), samplePlan()])
    for (const line of lines(renderTable(report, { width })))
      expect(widthOf(line)).toBeLessThanOrEqual(width);
});

test('colours change nothing but the colours', () => {
  const plain = renderTable(sampleReport(), { width: 80 });
  const painted = renderTable(sampleReport(), { width: 80, painter: ANSI_PAINTER });
  expect(painted).not.toBe(plain);
  expect(painted.replace(COLOURS, '')).toBe(plain);
});

test('within an account holds come first, escalated ones on top, then changes, then warnings', () => {
  const table = renderTable(sampleReport(), { width: 120 });
  const order = ['billing-export', 'ledger-sync', 'fraud-model', 'statement-mailer'];
  const places = order.map((user) => table.indexOf(user));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(table).toMatch(/billing-export.* hold! /);
  expect(table.indexOf('dns-updater')).toBeLessThan(table.indexOf('Web platform (1427'));
});

test('a row says user, masked key, age, action, why and when', () => {
  const row = lines(renderTable(sampleReport(), { width: 120 })).find((line) => line.includes('ledger-sync'));
  expect(row).toMatch(
    /^ {2}ledger-sync +…[A-Z2-7]{4} +118d +hold +still in use, owner not told \(deactivate\) +2026-06-26$/,
  );
});

test('keys with nothing due are only counted', () => {
  const table = renderTable(sampleReport(), { width: 120 });
  expect(table).not.toContain('within its limit');
  expect(table).toContain('  5 keys with nothing due; next on 2026-07-12');
});

test('exempt users are counted apart, since something may be due', () => {
  const table = renderTable(sampleReport(), { width: 120 });
  expect(table).toContain('  5 keys with nothing due; next on 2026-07-22; 1 exempt user\n');
  expect(table).toMatch(
    /^6 further accounts: 34 keys with nothing due; next on 2026-07-01; 4 exempt users$/m,
  );
  expect(table).toContain('50 with nothing due, 5 exempt (5 users).');
  const exempt = sampleReport()
    .decisions.filter(({ reason }) => reason === 'EXEMPT')
    .slice(0, 1);
  expect(renderTable({ ...samplePlan(), decisions: exempt })).toContain('1 further account: 1 exempt user\n');
});

test('exemptions are summed up, and those for somebody to look at are named', () => {
  const table = renderTable(sampleReport(), { width: 120 });
  expect(table).toContain('Exemptions: 5 rules, by which 12 users are exempt.');
  expect(table).toContain(
    '  expired on 2026-06-24: accounts 444455556666\n  exempts nobody: path /vendors/\n',
  );
  expect(renderTable({ ...samplePlan(), exemptions: [] })).not.toContain('Exemptions');
});

test('advice is one line, and one for each service that keys are only used by', () => {
  const table = renderTable(sampleReport(), { width: 200 });
  expect(table).toContain(
    'Advice: 2 abandoned users, 2 unused keys, 2 persons with keys, 2 keys for one service. Advice changes',
  );
  expect(table).toContain(
    '  IAM keys used only by ecs: 1 key, 5 observations\n  IAM keys used only by lambda: 1 key, 12 observations\n',
  );
  const [first] = sampleReport().advice;
  const one = first === undefined ? [] : [first];
  expect(renderTable({ ...samplePlan(), advice: one })).toContain('Advice: 1 unused key. ');
  expect(renderTable({ ...samplePlan(), advice: [] })).not.toContain('Advice');
});

test('apply says what it refused of the plan, and why', () => {
  const report = sampleReport();
  const applied = sampleApplied(report.decisions);
  const table = renderTable({ ...report, applied }, { width: 200 });
  expect(table).toContain(
    'Plan plan-2026-06-29T13-04-11Z of 2026-06-29T13:04:12Z: 3 refused, 2 decisions not in it left alone.',
  );
  expect(table).toMatch(
    /^ {2}refused: deactivate …[A-Z2-7]{4} of notebook-export \(\d{12}\): The key was used since the plan was made\.$/m,
  );
  const fine = renderTable({ ...report, applied: { ...applied, refused: [], left: 0 } }, { width: 200 });
  expect(fine).toContain('of 2026-06-29T13:04:12Z: nothing refused.');
});

test('tags that were not followed are shown once for each user', () => {
  const report = samplePlan();
  const [first, ...others] = report.decisions;
  if (first === undefined) throw new Error('the sample has changed');
  const refusing = { ...first, refusedTags: ['keyturn:rotate-after=9999d', 'keyturn:unused-keys=keep'] };
  const twice = { ...refusing, keyId: sampleKeyId(999) };
  const table = renderTable({ ...report, decisions: [refusing, twice, ...others] }, { width: 120 });
  const line = `  ${first.userName} in ${first.accountName}: keyturn:rotate-after=9999d, keyturn:unused-keys=keep\n`;
  expect(table).toContain(`Tags that policy does not allow, and that were not followed\n${line}`);
  expect(table.split(line)).toHaveLength(2);
  expect(renderTable(report)).not.toContain('Tags that');
});

test('every kind of hold has its fix, once', () => {
  const table = renderTable(sampleReport(), { width: 160 });
  expect(table.match(/keyturn resolve --user USER --keep KEY/g)).toHaveLength(1);
  expect(table).toMatch(/owner not told +1 {2}Tell the owner/);
});

test('incomplete is loud, and says what failed and the fix', () => {
  const table = renderTable(sampleReport(), { width: 200, painter: ANSI_PAINTER });
  expect(table).toContain('\u001b[1m\u001b[31mINCOMPLETE (exit code 2): ');
  expect(table).toContain('failed: Acquired company (777788889999), ROLE_NOT_ASSUMABLE: ');
  expect(table).toContain('Deploy the member role there');
  expect(table).toContain('failed: dns-updater in Shared services, PROOF_FAILED: ');
});

test('a complete dry run says that nothing was changed, and what is due', () => {
  const table = renderTable(samplePlan(), { width: 120 });
  expect(table).toContain('Keyturn, dry run, 2026-06-30T13:04:12Z');
  expect(table).toContain('Dry run: nothing was changed. 9 changes are due.');
  expect(table).toContain('Complete: every account in scope was read');
  expect(table).toContain('5 to replace, 2 to deactivate, 1 to delete, 1 to repair, 4 to warn about');
  expect(table).not.toContain('INCOMPLETE');
});

test('a run that was stopped says so and why', () => {
  const stopped = { code: 'KILL_SWITCH_ENGAGED', why: 'safety.killSwitch.engaged is true' };
  const table = renderTable({ ...samplePlan(), stopped, complete: false, exitCode: 2 }, { width: 120 });
  expect(table).toContain('Keyturn, stopped,');
  expect(table).toContain('Nothing was changed: safety.killSwitch.engaged is true (KILL_SWITCH_ENGAGED).');
});

test('nothing at all is said calmly', () => {
  const table = renderTable({ ...samplePlan(), decisions: [], coverage: [] });
  expect(table).toContain('0 accounts: 0 scanned');
  expect(table).toContain('Complete: no account was in scope.');
});

test('key ids are masked, and whole when asked for', () => {
  expect(renderTable(sampleReport())).not.toMatch(/AKIA[A-Z2-7]{16}/);
  expect(renderTable(sampleReport(), { fullIds: true, width: 140 })).toMatch(/ AKIA[A-Z2-7]{16} /);
});

test('names cannot move the cursor, colour the screen or turn the line around', () => {
  const hostile = 'x\u001b[2J\u001b[31m\r\nroot\u202E\u0007';
  const rename = (decision: ReportedDecision): ReportedDecision => ({
    ...decision,
    userName: hostile,
    accountName: hostile,
  });
  const report = sampleReport();
  const coverage = report.coverage.map((entry) => ({ ...entry, name: hostile }));
  const table = renderTable({ ...report, coverage, decisions: report.decisions.map(rename) }, { width: 80 });
  expect(table).not.toMatch(/[^\n\P{Cc}]|\u202E/u);
  expect(lines(table).every((line) => widthOf(line) <= 80)).toBe(true);
});

test('a table that is longer than a screen repeats its headings, and a short one does not', () => {
  const headings = (text: string): number =>
    text.split('\n').filter((line) => /^ +USER +KEY/.test(line)).length;
  const report = sampleReport();
  const short = { ...report, decisions: report.decisions.slice(0, 5) };
  expect(headings(renderTable(short))).toBe(1);
  const many = Array.from({ length: 6 }, (_, index) =>
    report.decisions.map((decision) => ({
      ...decision,
      action: 'hold' as const,
      accountId: `${111111111111 + index}` as AccountId,
      accountName: `account ${index}`,
    })),
  ).flat();
  const long = renderTable({ ...report, decisions: many }).split('\n');
  expect(headings(long.join('\n'))).toBeGreaterThan(2);
});

test('advice on keys for one service groups them by service, with the observations that it rests on', () => {
  const report = sampleReport();
  const one = report.advice.find(({ kind }) => kind === 'one-service');
  const of = (service: string, observations: number) =>
    ({ ...one, service, observations }) as (typeof report.advice)[number];
  const ses = Array.from({ length: 12 }, (_, index) => of('ses', index === 3 ? 5 : 90 - index));
  const table = renderTable({ ...report, advice: [of('s3', 7), ...ses] }, { width: 120 });
  expect(table).toContain(
    'Advice: 13 keys for one service. Advice changes nothing by itself; the page and the JSON output name the keys.\n' +
      '  IAM keys used only by ses: 12 keys, 5 to 90 observations\n' +
      '  IAM keys used only by s3: 1 key, 7 observations\n',
  );
  const many = Array.from({ length: 13 }, (_, index) => of(`service-${index}`, 5));
  const lines = renderTable({ ...report, advice: many }).split('\n');
  expect(lines.filter((line) => line.includes('used only by'))).toHaveLength(10);
  expect(lines).toContain('  and keys of 3 more services');
});
