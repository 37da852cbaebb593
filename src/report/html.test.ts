import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { reportOfManyUsers } from '../../test/support/report/many-users.ts';
import { sampleApplied } from '../../test/support/report/sample-applied.ts';
import { sampleHistory, samplePlan, sampleReport } from '../../test/support/report/sample-report.ts';
import type { ReportedDecision, RunReport } from '../domain/report.ts';
import { days } from '../domain/time.ts';
import { renderHtml } from './html.ts';

const HOSTILE = `<img src=x onerror=alert(1)>"'&\`</style></script>{{x}}\u0000\u202E`;

/** Tags without their attributes' values: what the page is built of, whatever stands in it. */
function skeleton(html: string): readonly string[] {
  return (html.match(/<\/?[a-zA-Z][^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));
}

/** The part of a page between the head of a section and its end. */
function sectionOf(html: string, id: string): string {
  return html.slice(html.indexOf(`<section id="${id}"`)).split('</section>')[0] ?? '';
}

/** Puts the same text wherever a report has text from outside. */
function withTexts(report: RunReport, text: string): RunReport {
  const objections = (decision: ReportedDecision) =>
    decision.objections?.map((objection) => ({ ...objection, detail: text }));
  return {
    ...report,
    runId: text,
    ledgerId: text,
    caller: { accountId: text, arn: text },
    stopped: { code: text, why: text },
    exemptions: report.exemptions.map((rule) => ({ ...rule, by: text, reason: text, owner: text })),
    advice: report.advice.map((advice) => ({ ...advice, accountName: text, userName: text })),
    applied: { ...sampleApplied(report.decisions), plan: text },
    coverage: report.coverage.map((entry) => {
      const named = { ...entry, name: text };
      if (named.outcome === 'excluded') return { ...named, why: text };
      if (named.outcome === 'failed') return { ...named, code: text, why: text, next: text };
      return { ...named, failedUsers: [{ userName: text, code: text, why: text }] };
    }),
    decisions: report.decisions.map((decision): ReportedDecision => {
      const held = objections(decision);
      return {
        ...decision,
        userName: text,
        accountName: text,
        policySource: { override: text, tags: [text] },
        refusedTags: [text],
        evidence: [
          ...decision.evidence,
          { kind: 'exempt', by: text, instead: 'rotate', because: 'EXPIRED_ACTIVE_KEY' },
          { kind: 'discarded', keyId: decision.keyId, why: text },
          { kind: 'relaxed', option: text, clause: text },
        ],
        ...(held === undefined ? {} : { objections: held }),
        ...(decision.outcome?.status === 'failed'
          ? { outcome: { status: 'failed', code: text, why: text } }
          : {}),
      };
    }),
  };
}

test('text from AWS cannot become markup, wherever it stands', () => {
  const hostile = renderHtml(withTexts(sampleReport(), HOSTILE), { title: HOSTILE });
  expect(hostile).not.toContain('<img');
  expect(hostile.includes('\u0000') || hostile.includes('\u202E')).toBe(false);
  expect(hostile).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
  const quoted = '"\'&<>';
  const harmless = renderHtml(withTexts(sampleReport(), 'xyz'), { title: 'xyz' });
  const marked = renderHtml(withTexts(sampleReport(), quoted), { title: quoted });
  expect(skeleton(marked)).toEqual(skeleton(harmless));
});

test('a user name of hostile characters does not get into a command', () => {
  const html = renderHtml(withTexts(sampleReport(), '$(reboot)'));
  expect(html).not.toContain('--user $(reboot)');
  expect(html).toContain('--user USER --keep KEY');
});

test('the page loads nothing, and runs only the script that its policy names by hash', () => {
  const html = renderHtml(sampleReport());
  const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');
  const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
  expect(policy).toBe(
    `default-src 'none'; style-src 'sha256-${hashOf(style)}'; script-src 'sha256-${hashOf(script)}'; base-uri 'none'; form-action 'none'`,
  );
  expect(html.match(/<(script|style)/g)).toHaveLength(2);
  expect(html).not.toMatch(/<(link|img|iframe|object|embed|form|base)\b/);
  expect(html).not.toMatch(/\s(on[a-z]+|style|src)=/);
  expect(html).not.toMatch(/https?:|url\(|@import/);
  expect(script).not.toMatch(/innerHTML|eval|document\.write/);
});

test('the same report gives the same page, in whatever order it comes', () => {
  const report = sampleReport();
  const turned = {
    ...report,
    decisions: [...report.decisions].reverse(),
    coverage: [...report.coverage].reverse(),
    exemptions: [...report.exemptions].reverse(),
    advice: [...report.advice].reverse(),
    trend: [...report.trend].reverse(),
  };
  const html = renderHtml(report);
  expect(renderHtml(sampleReport())).toBe(html);
  expect(renderHtml(turned)).toBe(html);
});

test('key ids are masked, and whole when asked for', () => {
  expect(/AKIA[A-Z0-9]{16}/.exec(renderHtml(sampleReport()))?.[0]).toBeUndefined();
  expect(renderHtml(sampleReport(), { fullIds: true })).toMatch(/<code class="key">AKIA[A-Z2-7]{16}<\/code>/);
});

test('incomplete is loud: in the title, in an alert, in the first words', () => {
  const html = renderHtml(sampleReport());
  expect(html).toContain('<title>Access keys of the organization: INCOMPLETE</title>');
  expect(html).toMatch(/<div class="verdict bad" role="alert">\s*<p class="word">INCOMPLETE<\/p>/);
  expect(renderHtml(samplePlan())).toMatch(
    /<div class="verdict attention">\s*<p class="word">Needs attention<\/p>/,
  );
});

test('what needs a person comes first, escalated on top, with the fix', () => {
  const html = renderHtml(sampleReport());
  const titles = [...html.matchAll(/<h2 id="([a-z]+)-title">/g)].map((match) => match[1]);
  expect(titles).toEqual([
    'holds',
    'failures',
    'changes',
    'ages',
    'ahead',
    'keys',
    'coverage',
    'trend',
    'exemptions',
    'advice',
  ]);
  const cards = [...html.matchAll(/<article class="card ([a-z]+)">\s*<header>\s*<h4>([^<]*)/g)];
  expect(cards.map((card) => card[2])).toEqual([
    'billing-export',
    'ses-smtp-relay',
    'ledger-sync',
    'ci-artifacts',
    'backup-runner',
  ]);
  expect(cards[0]?.[1]).toBe('bad');
  expect(html).toContain('keyturn resolve --account 111122223333 --user billing-export --keep KEY');
});

test('every link leads somewhere, every table has a caption, every section a heading', () => {
  for (const report of [sampleReport(), samplePlan(), { ...samplePlan(), decisions: [], coverage: [] }]) {
    const html = renderHtml(report);
    const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]));
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    const labels = [...html.matchAll(/aria-labelledby="([^"]+)"/g)].map((match) => match[1]);
    for (const target of [...targets, ...labels]) expect(ids).toContain(target);
    expect(html.match(/<caption>/g) ?? []).toHaveLength(html.match(/<table/g)?.length ?? 0);
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html).toContain('<html lang="en">');
  }
});

test('a dry run says what is due instead of what was done', () => {
  const html = renderHtml(samplePlan());
  expect(html).toContain('>Due now<');
  expect(html).toContain('Dry run: nothing was changed. 9 changes are due.');
  expect(html).not.toContain('Done in this run');
});

test('a trend needs two days, says so, and marks days with incomplete runs', () => {
  expect(renderHtml(sampleReport({ trend: [] }))).toContain('No enforcing run is on record');
  const one = renderHtml(sampleReport({ trend: sampleHistory(1) }));
  expect(one).toContain('One enforcing run is on record, of 2026-06-29: 22 holds, 0 changes done, 0 failed.');
  expect(one).toContain('A trend needs runs on two days.');
  const html = renderHtml(sampleReport());
  expect(html).toContain('1 day had an incomplete run');
  expect(html).toMatch(/aria-label="Holds: 22 on 2026-05-01, 3 on 2026-06-29, at most 22\."/);
  expect(html).toContain('On 5 days keys over their limit were not counted');
});

test('an exemption without end, owner or reason is flagged, and so is an expired one', () => {
  const section = sectionOf(renderHtml(sampleReport()), 'exemptions');
  expect(section).toMatch(/path \/vendors\/.*no end.*no owner.*no reason.*exempts nobody/);
  expect(section).toMatch(/keyturn:exempt=yes.*no reason.*ends in 11 days/);
  expect(section).toMatch(/accounts 444455556666.*2026-06-24.*expired/);
  expect(section).toContain('2 exemptions have no end. 1 has expired and should be removed.');
});

test('policies of their own are counted, and tags that were not followed are shown with their users', () => {
  const report = sampleReport();
  const [first, ...others] = report.decisions;
  if (first === undefined) throw new Error('the sample has no decisions');
  const odd = { ...first, policySource: { override: 'vendors' }, refusedTags: ['keyturn:rotate-after'] };
  const html = renderHtml({ ...report, decisions: [odd, ...others] });
  expect(sectionOf(html, 'exemptions')).toMatch(/override vendors.*<td class="number" data-title="Users">1</);
  expect(sectionOf(html, 'exemptions')).toMatch(
    /1 user carries tags that try to set .*keyturn:rotate-after/s,
  );
  expect(sectionOf(html, 'keys')).toContain('tags not followed: keyturn:rotate-after');
});

test('advice is grouped by kind and says that nothing is done about it', () => {
  const section = sectionOf(renderHtml(sampleReport()), 'advice');
  expect(section).toContain('Shown, never acted on.');
  expect([...section.matchAll(/<h3 id="advice-([a-z-]+)">/g)].map((match) => match[1])).toEqual([
    'unused-key',
    'one-service',
    'human-console-user',
    'abandoned-user',
  ]);
  expect(section).toContain('signed in 1 day ago, without MFA');
  expect(section).toContain('<li><b>ecs</b>: 1 key, 5 observations</li>');
  expect(section).toContain('12 observations since ');
});

test('what was refused from a plan is shown with the reason, and only for an applied plan', () => {
  const report = sampleReport();
  expect(renderHtml(report)).not.toContain('id="refused"');
  const html = renderHtml({ ...report, applied: sampleApplied(report.decisions) });
  expect(html).toContain('<a href="#refused">3 decisions</a> of the saved plan were refused.');
  expect(sectionOf(html, 'refused')).toContain('The key was used since the plan was made.');
  expect(sectionOf(html, 'refused')).toContain('2 other decisions were left alone.');
});

test('the days ahead hold every date of the next 30 days, in order', () => {
  const section = sectionOf(renderHtml(sampleReport()), 'ahead');
  const dates = [...section.matchAll(/<span class="day">\w{3} <time>([^<]+)/g)].map((match) => match[1]);
  expect(dates).toEqual([...dates].sort());
  expect(dates[0]).toBe('2026-07-01');
  expect(section.match(/<li class="/g)).toHaveLength(18);
  expect(section).toContain(
    'aria-label="The next 31 days: 10 reach their limit, 1 replacement, 5 deactivations',
  );
});

test('ages are measured against the limit of each key', () => {
  const report = sampleReport();
  const strict = report.decisions.map((decision) => ({ ...decision, limit: days(30) }));
  const count = (html: string): string | undefined =>
    /Past their limit<span class="count">(\d+)/.exec(html)?.[1];
  expect(count(renderHtml(report))).toBe('21');
  const mixed = renderHtml({ ...report, decisions: [...strict.slice(0, 20), ...report.decisions.slice(20)] });
  expect(Number(count(mixed))).toBeGreaterThan(21);
  expect(mixed).toMatch(/Limits differ: 90 days for \d+ keys, 30 days for \d+ keys\./);
});

test('many holds are summed up by what stands in their way, and folded', () => {
  const report = reportOfManyUsers({ users: 1_500 });
  const section = sectionOf(renderHtml(report), 'holds');
  const holds = report.decisions.filter(({ action }) => action === 'hold').length;
  expect(section).toContain('Holds by what blocks them');
  expect(section.match(/<article/g)).toHaveLength(holds);
  expect(section).toMatch(/<details><summary>Show \d+ more holds<\/summary>/);
});
