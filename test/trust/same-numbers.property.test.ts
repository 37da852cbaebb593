import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarize } from '../../src/app/summarize.ts';
import type { AccessKeyId, AccountId, UserId } from '../../src/domain/ids.ts';
import { nextActOf } from '../../src/domain/next-act.ts';
import type { ReportedDecision, RunReport } from '../../src/domain/report.ts';
import { DAY, type Duration, days, HOUR, type Instant, isoDay, plus } from '../../src/domain/time.ts';
import { totalsOf } from '../../src/domain/totals.ts';
import { reportCsv } from '../../src/report/csv.ts';
import { renderHtml } from '../../src/report/html.ts';
import { reportJson } from '../../src/report/json.ts';
import { keyFindings } from '../../src/report/key-findings.ts';
import { standingOf } from '../../src/report/status-key.ts';
import { renderTable } from '../../src/report/table.ts';
import { SAMPLE_NOW, sampleKeyId } from '../../src/report/testing/sample-keys.ts';
import { sampleReport } from '../../src/report/testing/sample-report.ts';

/** What the forms of one run say, read out of them as a reader would. */
const ACCOUNTS = ['111122223333', '444455556666', '777788889999'] as const;

type Warning = NonNullable<ReportedDecision['warning']>;
type Shape = Pick<ReportedDecision, 'action' | 'reason'> & Partial<ReportedDecision>;

const ahead = (count: number): Instant => plus(SAMPLE_NOW, count * DAY + 5 * HOUR);
const warns = (pending: 'rotate' | 'deactivate' | 'delete', count: number): Warning => ({
  pending,
  plannedFor: ahead(count),
  step: days(7),
  kind: 'warning',
});

/** One of everything that a run can say of a key. */
const SHAPES: readonly Shape[] = [
  { action: 'none', reason: 'KEY_WITHIN_LIMITS', due: ahead(40) },
  { action: 'none', reason: 'EXEMPT' },
  { action: 'none', reason: 'INACTIVE_KEY_LEFT_ALONE', keyStatus: 'inactive' },
  { action: 'none', reason: 'KEY_PENDING_DEACTIVATION', due: ahead(3) },
  { action: 'none', reason: 'KEY_PENDING_DEACTIVATION', due: ahead(4), unheard: true },
  { action: 'none', reason: 'KEY_PENDING_DELETION', due: ahead(9), keyStatus: 'inactive' },
  { action: 'warn', reason: 'KEY_PENDING_ROTATION', due: ahead(6), warning: warns('rotate', 6) },
  { action: 'warn', reason: 'KEY_PENDING_EXPIRATION_CONFLICT', due: ahead(5), warning: warns('rotate', 5) },
  { action: 'warn', reason: 'KEY_PENDING_DEACTIVATION', due: ahead(7), warning: warns('deactivate', 7) },
  {
    action: 'warn',
    reason: 'KEY_PENDING_DEACTIVATION',
    due: ahead(8),
    warning: warns('deactivate', 8),
    unheard: true,
  },
  { action: 'rotate', reason: 'EXPIRED_ACTIVE_KEY', due: ahead(-2) },
  { action: 'rotate', reason: 'EXPIRED_ACTIVE_KEY', due: ahead(-2), outcome: { status: 'done' } },
  { action: 'deactivate', reason: 'INSTALL_GRACE_PERIOD_END', outcome: { status: 'done' } },
  { action: 'deactivate', reason: 'INSTALL_GRACE_PERIOD_END', outcome: { status: 'stale' } },
  {
    action: 'delete',
    reason: 'RECOVER_GRACE_PERIOD_END',
    keyStatus: 'inactive',
    outcome: { status: 'done' },
  },
  { action: 'repair', reason: 'DISCARDED_KEY', repair: 'discard-delete', outcome: { status: 'done' } },
  {
    action: 'hold',
    reason: 'INSTALL_GRACE_PERIOD_END',
    held: 'deactivate',
    objections: [{ gate: 'notice', state: 'blocked', detail: 'no notice was sent yet' }],
    escalated: true,
  },
  {
    action: 'hold',
    reason: 'INSTALL_GRACE_PERIOD_END',
    held: 'deactivate',
    objections: [{ gate: 'quiet', state: 'blocked', until: ahead(2), announcesAnew: true, detail: 'used' }],
  },
  {
    action: 'hold',
    reason: 'RECOVER_GRACE_PERIOD_END',
    held: 'delete',
    objections: [{ gate: 'soak', state: 'waiting', until: ahead(1), detail: 'recovery grace' }],
  },
];

/** Keys come twice now and then, with another decision: what was done, and what is planned after it. */
const drawn = fc.record({
  place: fc.nat({ max: 14 }),
  shape: fc.constantFrom(...SHAPES),
  ageHours: fc.integer({ min: 0, max: 24 * 200 }),
  /** The run takes its time between deciding about a key and its own end. */
  decidedHoursBefore: fc.constantFrom(0, 1, 5),
  knows: fc.constantFrom('all', 'no-evidence', 'no-creation', 'nothing'),
});

function isDone({ outcome }: Shape): boolean {
  return outcome?.status === 'done';
}

function decisionOf(draw: typeof drawn extends fc.Arbitrary<infer T> ? T : never): ReportedDecision {
  const { place, shape, ageHours, decidedHoursBefore, knows } = draw;
  const keyId = sampleKeyId(place + 1) as AccessKeyId;
  const accountId = ACCOUNTS[place % 3] as AccountId;
  const age = Math.max(0, ageHours - decidedHoursBefore) * HOUR;
  const evidence =
    knows === 'no-evidence' || knows === 'nothing'
      ? []
      : [{ kind: 'key-age', keyId, age: age as Duration, limit: days(90) } as const];
  const created =
    knows === 'no-creation' || knows === 'nothing' ? undefined : plus(SAMPLE_NOW, -ageHours * HOUR);
  return {
    accountId,
    accountName: `account-${place % 3}`,
    userId: `AIDAUSER${place % 7}` as UserId,
    userName: `user-${place % 7}`,
    keyId,
    keyStatus: 'active',
    evidence,
    ...(created === undefined ? {} : { createdAt: created }),
    ...(knows === 'nothing' ? {} : { limit: days(90) }),
    ...shape,
  };
}

const report: fc.Arbitrary<RunReport> = fc
  .record({
    draws: fc.uniqueArray(drawn, {
      maxLength: 30,
      selector: ({ place, shape }) => `${place} ${isDone(shape)}`,
    }),
    enforce: fc.boolean(),
  })
  .map(({ draws, enforce }) =>
    sampleReport({
      // Of one key all decisions know the same.
      decisions: draws.map((draw) => {
        const first = draws.find(({ place }) => place === draw.place) ?? draw;
        return decisionOf({ ...first, shape: draw.shape });
      }),
      enforce,
      complete: true,
      exitCode: 0,
      advice: [],
      exemptions: [],
      trend: [],
      coverage: ACCOUNTS.map((accountId, index) => ({
        accountId: accountId as AccountId,
        name: `account-${index}`,
        outcome: 'scanned' as const,
        users: 7,
        usersWithKeys: 7,
        failedUsers: [],
      })),
    }),
  );

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

function overLimitIn(text: string): readonly (number | undefined)[] {
  const found = /(\d+|None) of (\d+) active keys? (?:is|are) over/.exec(text);
  if (found === null) return text.includes('No active key was found') ? [0, 0] : [undefined, undefined];
  return [found[1] === 'None' ? 0 : Number(found[1]), Number(found[2])];
}

/** `14 keys: 2 held, 3 to replace, 9 with nothing due.` */
function sumIn(table: string): number {
  const [, all = '0', kinds = ''] = /^(\d+) keys?(?:: (.*))?\.$/m.exec(table) ?? [];
  const counts = [...kinds.matchAll(/(?:^|, )(\d+) /g)].map((match) => Number(match[1]));
  const sum = counts.reduce((total, count) => total + count, 0);
  return counts.length === 0 ? Number(all) : sum;
}

function csvRows(csv: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = csv.trimEnd().split('\r\n');
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

/** By key: a key that was deleted is none, of the others what is planned speaks before what was done. */
function overLimitInCsv(csv: string): readonly number[] {
  const keys = Map.groupBy(csvRows(csv), (row) => row.key_id ?? '');
  const standing = [...keys.values()].filter((rows) => rows.every((row) => row.key_status !== 'gone'));
  const speaking = standing.map((rows) => rows.find((row) => row.outcome !== 'done') ?? rows[0]);
  const active = speaking.filter((row) => row?.key_status !== 'inactive');
  return [active.filter((row) => row?.over_limit === 'true').length, active.length];
}

function overLimitInFindings(run: RunReport): readonly number[] {
  const working = keyFindings(run).filter(({ keyStatus }) => !['inactive', 'gone'].includes(keyStatus));
  const over = working.filter(({ overLimit }) => overLimit);
  return [over.length, working.length];
}

function textOf(html: string): string {
  return html.replace(/<style>[\s\S]*?<\/style>|<script[\s\S]*?<\/script>/g, ' ').replace(/<[^>]*>/g, ' ');
}

function tileOf(html: string, label: string): number {
  return Number(new RegExp(`>${label}</a></dt><dd><b>(\\d+)</b>`).exec(html)?.[1]);
}

function countOf(html: string, section: string): number {
  return Number(new RegExp(`<h2 id="${section}-title">[^<]*<span class="count">(\\d+)<`).exec(html)?.[1]);
}

function sectionOf(html: string, section: string): string {
  const [, rest = ''] = html.split(`<h2 id="${section}-title">`);
  return rest.split('<h2 ')[0] ?? '';
}

function overLimitByAccount(html: string): number {
  const cells = [...sectionOf(html, 'coverage').matchAll(/data-title="Over limit">(\d+)</g)];
  return cells.reduce((sum, match) => sum + Number(match[1]), 0);
}
