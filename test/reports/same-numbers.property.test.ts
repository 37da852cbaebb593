import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarize } from '../../src/app/run/summarize.ts';
import { nextActOf } from '../../src/domain/next-act.ts';
import { isoDay } from '../../src/domain/time.ts';
import { totalsOf } from '../../src/domain/totals.ts';
import { reportCsv } from '../../src/report/csv.ts';
import { renderHtml } from '../../src/report/html.ts';
import { reportJson } from '../../src/report/json.ts';
import { keyFindings } from '../../src/report/key-findings.ts';
import { standingOf } from '../../src/report/status-key.ts';
import { renderTable } from '../../src/report/table.ts';
import { SAMPLE_BY_REPORT } from '../support/report/sample-by-report.ts';
import { SAMPLE_NOW } from '../support/report/sample-keys.ts';
import { sampleReport } from '../support/report/sample-report.ts';
import { decisionOf, drawn, report } from './random-run.ts';
import {
  countOf,
  csvRows,
  overLimitByAccount,
  overLimitIn,
  overLimitInCsv,
  overLimitInFindings,
  sectionOf,
  sumIn,
  textOf,
  tileOf,
} from './read-back.ts';

const RUNS = { numRuns: 300, seed: 20261121 } as const;

describe('the numbers of one run', () => {
  it('are the same in its table, its page, its CSV, its JSON, its findings and the trend', () => {
    fc.assert(
      fc.property(report, (run) => {
        const json = reportJson(run);
        const said = {
          json: [json.totals.keysOverLimit, json.totals.activeKeys],
          table: overLimitIn(renderTable(run, { width: 200 })),
          page: overLimitIn(textOf(renderHtml(run))),
          csv: overLimitInCsv(reportCsv(run)),
          findings: overLimitInFindings(run),
          trend: [summarize(run).overLimit, json.totals.activeKeys],
        };
        expect(sumIn(renderTable(run, { width: 200 })), 'the kinds of keys').toBe(json.totals.keys);
        for (const [form, numbers] of Object.entries(said)) expect(numbers, form).toEqual(said.json);

        const html = renderHtml(run);
        expect(tileOf(html, 'Over the limit')).toBe(json.totals.keysOverLimit);
        expect(tileOf(html, 'Need a person')).toBe(json.totals.needPerson);
        expect(countOf(html, 'keys')).toBe(json.totals.keys);
        expect(countOf(html, 'holds')).toBe(json.totals.actions.hold);
        expect(html.match(/<article class="card /g)?.length ?? 0).toBe(json.totals.actions.hold);
        expect(summarize(run).keys).toBe(json.totals.keys);
        expect(keyFindings(run)).toHaveLength(json.totals.keys + json.totals.keysDeleted);
        expect(new Set(json.decisions.map(({ keyId }) => keyId)).size).toBe(
          json.totals.keys + json.totals.keysDeleted,
        );
        expect(overLimitByAccount(html)).toBe(json.totals.keysOverLimit);
        const [, shown] = /Past their limit<span class="count">(\d+)</.exec(html) ?? [];
        expect(Number(shown ?? 0)).toBe(json.totals.keysOverLimit);
      }),
      RUNS,
    );
  });

  it('count the keys of users who were not read as well, but for the forms that have a row for each key', () => {
    fc.assert(
      fc.property(report, (read) => {
        const run = { ...read, byReport: SAMPLE_BY_REPORT };
        const { totals } = reportJson(run);
        expect(totals.keys).toBe(totalsOf(read).keys + 4);
        expect(totals.exemptUsers).toBe(totalsOf(read).exemptUsers + 1);
        const table = renderTable(run, { width: 300 });
        expect(sumIn(table)).toBe(totals.keys);
        const numbers = [totals.keysOverLimit, totals.activeKeys];
        expect([overLimitIn(table), overLimitIn(textOf(renderHtml(run)))]).toEqual([numbers, numbers]);
        expect(summarize(run).keys).toBe(totals.keys);
        expect(keyFindings(run)).toEqual(keyFindings(read));
        expect(countOf(renderHtml(run), 'keys')).toBe(totals.keys - totals.keysByReport);
      }),
      RUNS,
    );
  });

  it('never call a run good above holds, or above keys over their limit that nobody has exempted', () => {
    fc.assert(
      fc.property(report, (run) => {
        const { keysOverLimit, exemptOverLimit, actions } = totalsOf(run);
        const clean = keysOverLimit === exemptOverLimit && actions.hold === 0;
        expect(renderHtml(run).includes('<div class="verdict good">')).toBe(clean);
        const lines = renderTable(run, { width: 200 }).trimEnd().split('\n');
        expect(lines.at(-2)?.startsWith('Within limits: ')).toBe(clean);
        expect(lines.at(-1)).toMatch(/^Complete: /);
      }),
      RUNS,
    );
  });

  it('give a key one age in every form', () => {
    fc.assert(
      fc.property(drawn, (draw) => {
        const decision = decisionOf(draw);
        const run = sampleReport({ decisions: [decision], trend: [] });
        const [csv] = csvRows(reportCsv(run));
        const age = csv?.age_days ?? '';
        if (decision.action !== 'none') {
          expect(renderTable(run)).toMatch(age === '' ? / \? {2}/ : new RegExp(` ${age}d  `));
        }
        const html = textOf(renderHtml(run));
        const [finding] = keyFindings(run);
        const spoken = [...`${html} ${finding?.description}`.matchAll(/ is (\d+) days? old/g)].map(
          (match) => match[1],
        );
        for (const days of spoken) expect(days).toBe(age);
      }),
      RUNS,
    );
  });
});

describe('the next date of a key', () => {
  it('is the same day in the table, the page, the CSV, the JSON and status', () => {
    fc.assert(
      fc.property(drawn, (draw) => {
        const decision = decisionOf(draw);
        const run = sampleReport({ decisions: [decision], trend: [] });
        const next = nextActOf(decision, run.endedAt);
        const day = next.at === undefined ? '' : isoDay(next.at);
        const [row] = csvRows(reportCsv(run));
        expect((row?.next_at ?? '').slice(0, 10)).toBe(day);
        expect(row?.next).toBe(next.kind);
        const [inJson] = reportJson(run).decisions;
        expect((inJson?.next.at ?? '').slice(0, 10)).toBe(day);
        expect(inJson?.next.kind).toBe(next.kind);
        const { userId, userName, accountId, keyId } = decision;
        const at = SAMPLE_NOW;
        const record = {
          ...{ userId, userName, accountId, keyId },
          ...{ createdAt: at, firstSeen: at, madeByUs: false, exposed: true },
        };
        const memory = { accountId, userId, keys: [record], notices: [], holds: [], held: [] };
        const standing = standingOf(record, { memory, now: run.endedAt, report: run });
        if (decision.outcome?.status !== 'done') {
          expect(standing.next?.at === undefined ? '' : isoDay(standing.next.at)).toBe(day);
        }
        if (decision.action === 'warn') {
          expect(renderTable(run, { width: 160 })).toContain(day);
          const ahead = sectionOf(renderHtml(run), 'ahead');
          expect(ahead).toContain(day);
          // Where nothing will happen, no form promises it.
          const promises = /will be deactivated/.test(ahead + (standing.next?.text ?? ''));
          expect(promises).toBe(next.kind === 'act' && next.change === 'deactivate');
        }
      }),
      RUNS,
    );
  });
});
