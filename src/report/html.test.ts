import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ReportedDecision, RunReport } from '../domain/report.ts';
import { renderHtml } from './html.ts';
import { sampleHistory, samplePlan, sampleReport } from './testing/sample-report.ts';

const HOSTILE = `<img src=x onerror=alert(1)>"'&\`</style></script>{{x}}\u0000\u202E`;

/** Tags without their attributes' values: what the page is built of, whatever stands in it. */
function skeleton(html: string): readonly string[] {
  return (html.match(/<\/?[a-zA-Z][^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));
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

const options = { history: sampleHistory() };

test('text from AWS cannot become markup, wherever it stands', () => {
  const hostile = renderHtml(withTexts(sampleReport(), HOSTILE), { ...options, title: HOSTILE });
  expect(hostile).not.toContain('<img');
  expect(hostile.includes('\u0000') || hostile.includes('\u202E')).toBe(false);
  expect(hostile).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
  const quoted = '"\'&<>';
  const harmless = renderHtml(withTexts(sampleReport(), 'xyz'), { ...options, title: 'xyz' });
  const marked = renderHtml(withTexts(sampleReport(), quoted), { ...options, title: quoted });
  expect(skeleton(marked)).toEqual(skeleton(harmless));
});

test('a user name of hostile characters does not get into a command', () => {
  const html = renderHtml(withTexts(sampleReport(), '$(reboot)'), options);
  expect(html).not.toContain('--user $(reboot)');
  expect(html).toContain('--user USER --keep KEY');
});

test('the page loads nothing, and runs only the script that its policy names by hash', () => {
  const html = renderHtml(sampleReport(), options);
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
  };
  const html = renderHtml(report, options);
  expect(renderHtml(sampleReport(), options)).toBe(html);
  expect(renderHtml(turned, { history: [...sampleHistory()].reverse() })).toBe(html);
});

test('key ids are masked, and whole when asked for', () => {
  expect(/AKIA[A-Z0-9]{16}/.exec(renderHtml(sampleReport(), options))?.[0]).toBeUndefined();
  expect(renderHtml(sampleReport(), { fullIds: true })).toMatch(/<code class="key">AKIA[A-Z2-7]{16}<\/code>/);
});

test('incomplete is loud: in the title, in an alert, in the first words', () => {
  const html = renderHtml(sampleReport());
  expect(html).toContain('<title>Access keys of the organization: INCOMPLETE</title>');
  expect(html).toMatch(/<div class="verdict bad" role="alert">\s*<p class="word">INCOMPLETE<\/p>/);
  expect(renderHtml(samplePlan())).toMatch(/<div class="verdict attention">\s*<p class="word">Complete<\/p>/);
});

test('what needs a person comes first, escalated on top, with the way out', () => {
  const html = renderHtml(sampleReport(), options);
  const titles = [...html.matchAll(/<h2 id="([a-z]+)-title">/g)].map((match) => match[1]);
  expect(titles).toEqual([
    'person',
    'failures',
    'waiting',
    'changes',
    'ahead',
    'ages',
    'trend',
    'coverage',
    'keys',
  ]);
  const cards = [...html.matchAll(/<article class="card ([a-z]+)">\s*<header>\s*<h3>([^<]*)/g)];
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
    const html = renderHtml(report, options);
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

test('a trend needs two days, and marks days with incomplete runs', () => {
  expect(renderHtml(sampleReport())).not.toContain('id="trend"');
  expect(renderHtml(sampleReport(), { history: sampleHistory(1) })).not.toContain('id="trend"');
  const html = renderHtml(sampleReport(), options);
  expect(html).toContain('1 day had an incomplete run');
  expect(html.match(/class="broken"/g)).toHaveLength(2);
  expect(html).toMatch(/aria-label="Keys due or held: 28 on 2026-05-01, 12 on 2026-06-29, at most 30\."/);
});
