import type { AccountCoverage } from '../domain/coverage.ts';
import type { Objection } from '../domain/decision.ts';
import type { RunReport } from '../domain/report.ts';
import { withMaskedKeys } from '../messages/key-name.ts';
import { objectionText } from '../messages/objection-text.ts';
import { counted, sentence } from '../messages/wording.ts';
import { coverageText } from './coverage-text.ts';
import { fitTo, oneLine, widthOf, wrapTo } from './line-text.ts';
import { byText, byTrouble } from './ordering.ts';
import type { TableStyle } from './table.ts';
import { type Totals, totalsOf } from './totals.ts';
import { verdictOf } from './verdict.ts';

/** What can be done about the holds: each kind of objection once, most frequent first, however many keys it holds. */
export function waysOutLines(report: RunReport, style: TableStyle): readonly string[] {
  const objections = report.decisions.flatMap((decision) =>
    decision.action === 'hold' ? (decision.objections ?? []) : [],
  );
  if (objections.length === 0) return [];
  const texts = objections.map((objection) => objectionText(withoutDate(objection)));
  const kinds = [...Map.groupBy(texts, (text) => `${text.label}\n${text.wayOut}`).values()]
    .flatMap((alike) => alike.slice(0, 1).map((text) => ({ ...text, count: alike.length })))
    .sort((a, b) => b.count - a.count || byText(a.label, b.label));
  const longest = Math.max(...kinds.map(({ label }) => widthOf(label)));
  const lines = kinds.flatMap(({ label, wayOut, count }) =>
    hanging(`  ${fitTo(label, longest)} ${fitTo(String(count), 3, 'right')}  `, wayOut, style),
  );
  return ['', style.painter.bold('Ways out of the holds'), ...lines];
}

/** The coverage in one line, and under it everything that failed; loud when the run is incomplete. */
export function coverageLines(report: RunReport, style: TableStyle): readonly string[] {
  const { painter } = style;
  const troubles = [...report.coverage].sort(byTrouble).flatMap((entry) => troubleLines(entry, style));
  const first = wrapTo(coverageText(report.coverage), style.width);
  return [...first.map((line) => painter.bold(line)), ...troubles];
}

/** What was done or is due, what needs a person, and the verdict. */
export function totalsLines(report: RunReport, style: TableStyle): readonly string[] {
  const { painter, width } = style;
  const totals = totalsOf(report);
  const verdict = verdictOf(report, totals);
  const loud = (text: string): string => painter.bold(painter.red(text));
  const wrapped = (text: string, paint: (text: string) => string): readonly string[] =>
    wrapTo(oneLine(text), width).map(paint);
  return [
    ...wrapped(countsText(totals), String),
    ...wrapped(verdict.changes, report.stopped === undefined ? String : loud),
    ...(report.complete
      ? wrapped(`Complete: ${verdict.headline}`, painter.green)
      : wrapped(`INCOMPLETE (exit code ${report.exitCode}): ${verdict.headline}`, loud)),
  ];
}

function countsText(totals: Totals): string {
  const { rotate, deactivate, repair, warn, hold, none } = totals.actions;
  const counts = [
    [hold, 'held'],
    [rotate, 'to replace'],
    [deactivate, 'to deactivate'],
    [totals.actions.delete, 'to delete'],
    [repair, 'to repair'],
    [warn, 'to warn about'],
    [none, 'with nothing due'],
  ] as const;
  const named = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  const person =
    totals.needPerson === 0
      ? []
      : [
          `${counted(totals.needPerson, 'hold needs', 'holds need')} a person (${totals.escalated} escalated)`,
        ];
  const over = [`${counted(totals.keysOverLimit, 'active key is', 'active keys are')} over the limit`];
  return `${counted(totals.keys, 'key')}: ${named.join(', ')}. ${[...over, ...person].join('; ')}.`;
}

function troubleLines(entry: AccountCoverage, style: TableStyle): readonly string[] {
  const { painter } = style;
  if (entry.outcome === 'failed') {
    const text = `${sentence(withMaskedKeys(entry.why, style))} ${sentence(entry.next)}`;
    const account = `failed: ${entry.name} (${entry.accountId}), ${entry.code}:`;
    return hanging('  ', `${account} ${text}`, style).map(painter.red);
  }
  if (entry.outcome === 'excluded') return [];
  const users = [...entry.failedUsers].sort((a, b) => byText(a.userName, b.userName));
  return users.flatMap((user) => {
    const text = `failed: ${user.userName} in ${entry.name}, ${user.code}: ${sentence(withMaskedKeys(user.why, style))}`;
    return hanging('  ', text, style).map(painter.red);
  });
}

/** A text behind a lead, its further lines indented to where it begins, or a little when the lead is long. */
function hanging(lead: string, text: string, style: TableStyle): readonly string[] {
  const indent = Math.min(widthOf(lead), Math.floor(style.width / 2));
  const [first = '', ...others] = wrapTo(oneLine(text), style.width - indent);
  return [lead + first, ...others.map((line) => ' '.repeat(indent) + line)];
}

/** Dates differ from hold to hold and stand in the JSON and in the page; here alike objections are counted together. */
function withoutDate(objection: Objection): Objection {
  const { until: _until, ...rest } = objection;
  return rest;
}
