import { keysByReport, type UserByReport } from '../domain/by-report.ts';
import type { Action, Objection } from '../domain/decision.ts';
import { userKey } from '../domain/ids.ts';
import { isExempt, keysOf } from '../domain/key-facts.ts';
import type { RunReport } from '../domain/report.ts';
import { totalsOf } from '../domain/totals.ts';
import { objectionText } from '../messages/objection-text.ts';
import { unreadText } from '../messages/unread-text.ts';
import { counted, lowered } from '../messages/wording.ts';
import { fitTo, hangingLines, oneLine, widthOf, wrapTo } from './line-text.ts';
import { byText } from './ordering.ts';
import type { TableStyle } from './table-style.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** What can be done about the holds: each kind of objection once, most frequent first, however many keys it holds. */
export function fixLines(report: Pick<RunReport, 'decisions'>, style: TableStyle): readonly string[] {
  const objections = report.decisions.flatMap((decision) =>
    decision.action === 'hold' ? (decision.objections ?? []) : [],
  );
  if (objections.length === 0) return [];
  const texts = objections.map((objection) => objectionText(withoutDate(objection)));
  const kinds = [...Map.groupBy(texts, (text) => `${text.label}\n${text.fix}`).values()]
    .flatMap((alike) => alike.slice(0, 1).map((text) => ({ ...text, count: alike.length })))
    .sort((a, b) => b.count - a.count || byText(a.label, b.label));
  const longest = Math.max(...kinds.map(({ label }) => widthOf(label)));
  const lines = kinds.flatMap(({ label, fix, count }) =>
    hangingLines(`  ${fitTo(label, longest)} ${fitTo(String(count), 3, 'right')}  `, fix, style.width),
  );
  return ['', style.painter.bold('How to resolve the holds'), ...lines];
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
    ...wrapped(countsText(report), String),
    ...unreadLines(report, wrapped),
    ...wrapped(verdict.changes, report.stopped === undefined ? String : loud),
    ...verdictLines(report, verdict, wrapped, { painter, loud }),
  ];
}

/** Each key once, by what stands of it; the sum is the number of keys. */
function countsText(report: RunReport): string {
  const keys = keysOf(report).filter(({ status }) => status !== 'gone');
  const exempt = keys.filter(({ decision }) => isExempt(decision));
  const { byReport = [] } = report;
  const [unreadExempt, unread] = [
    byReport.filter(isProtected),
    byReport.filter((user) => !isProtected(user)),
  ];
  const others = Map.groupBy(
    keys.filter((key) => !exempt.includes(key)),
    ({ decision }) => decision.action,
  );
  const count = (action: Action): number => others.get(action)?.length ?? 0;
  const changes = [...others].flatMap(([action, members]) =>
    action === 'hold' || action === 'warn' || action === 'none' ? [] : members,
  );
  const done = changes.filter(({ decision }) => decision.outcome?.status === 'done').length;
  const counts = [
    [count('hold'), 'held'],
    // How an enforcing run fared with these stands in the sentence after this one.
    ...(report.enforce
      ? ([
          [done, 'changed'],
          [changes.length - done, 'due and not changed'],
        ] as const)
      : ([
          [count('rotate'), 'to replace'],
          [count('deactivate'), 'to deactivate'],
          [count('delete'), 'to delete'],
          [count('repair'), 'to repair'],
        ] as const)),
    [count('warn'), report.enforce ? 'warned about' : 'to warn about'],
    [count('none'), 'with nothing due'],
    [keysByReport(unread).length, 'within limits by the credential report'],
    [
      exempt.length + keysByReport(unreadExempt).length,
      `exempt (${counted(new Set([...exempt.map(({ decision }) => decision), ...unreadExempt].map(userKey)).size, 'user')})`,
    ],
  ] as const;
  const named = counts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  const what = named.length === 0 ? '' : `: ${named.join(', ')}`;
  return `${counted(keys.length + keysByReport(byReport).length, 'key')}${what}.`;
}

function isProtected({ exempt }: UserByReport): boolean {
  return exempt !== undefined;
}

/** From where is known what was not read. */
function unreadLines(
  { byReport = [], enforce }: RunReport,
  wrapped: (text: string, paint: (text: string) => string) => readonly string[],
): readonly string[] {
  const text = unreadText(byReport, enforce);
  return text === undefined ? [] : wrapped(text, String);
}

/** What was found comes first where all was seen; where something is missing, that does. */
function verdictLines(
  report: RunReport,
  { word, tone, found, headline }: Verdict,
  wrapped: (text: string, paint: (text: string) => string) => readonly string[],
  { painter, loud }: { readonly painter: TableStyle['painter']; readonly loud: (text: string) => string },
): readonly string[] {
  if (word === 'INCOMPLETE') {
    const incomplete = `INCOMPLETE (exit code ${report.exitCode}): ${headline}`;
    return [...wrapped(incomplete, loud), ...wrapped(`Of what was read: ${lowered(found)}`, String)];
  }
  const paint = tone === 'good' ? painter.green : painter.yellow;
  const summary = word === 'Part' ? `${word}: ${headline}` : headline;
  return word === 'Part'
    ? [...wrapped(summary, paint), ...wrapped(found, String)]
    : [...wrapped(`${word}: ${found}`, paint), ...wrapped(summary, String)];
}

/** Dates differ from hold to hold and stand in the JSON and in the page; here alike objections are counted together. */
function withoutDate(objection: Objection): Objection {
  const { until: _until, ...rest } = objection;
  return rest;
}
