import { userKey } from '../domain/ids.ts';
import { isExempt } from '../domain/key-facts.ts';
import { narrowingText } from '../domain/narrowing.ts';
import type { ReportedDecision, RunReport } from '../domain/report.ts';
import { type Instant, isoDay, isoTime } from '../domain/time.ts';
import type { KeyNaming } from '../messages/key-name.ts';
import { untoldText } from '../messages/untold-text.ts';
import { counted } from '../messages/wording.ts';
import { coverageText } from './coverage-text.ts';
import { cutTo, hangingLines, oneLine } from './line-text.ts';
import { lostKeyLines } from './lost-keys.ts';
import { type AccountDecisions, byAccount } from './ordering.ts';
import { type Painter, PLAIN_PAINTER } from './painter.ts';
import { adviceLines, appliedLines, exemptionLines, refusedTagLines } from './table-context.ts';
import { fixLines, totalsLines } from './table-end.ts';
import { actionPaint, layoutFor, rowLine, rowOf, TABLE_HEAD, type TableLayout } from './table-row.ts';
import { secretLines } from './table-secrets.ts';
import type { TableStyle } from './table-style.ts';

/** How the table is drawn. */
export interface TableOptions extends KeyNaming {
  /** Columns of the terminal; 100 when it is not one. */
  readonly width?: number;
  readonly painter?: Painter;
}

/** Narrower than this, the columns would say nothing. */
const LEAST_WIDTH = 50;

/**
 * The report as a table for a terminal.
 *
 * Grouped by account: holds first, then changes, then warnings; keys on which nothing is due, and users who are exempt,
 * are only counted. Then what was refused of a plan, how to resolve the holds, keys that nobody can fetch, tags that were
 * not followed, exemptions, advice, the coverage with everything that failed, and the totals. No line is wider than the width,
 * unless that is under 50 columns.
 */
export function renderTable(report: RunReport, options: TableOptions = {}): string {
  const width = Math.max(LEAST_WIDTH, options.width ?? 100);
  const style: TableStyle = { ...options, width, painter: options.painter ?? PLAIN_PAINTER };
  const rows = report.decisions
    .filter((decision) => decision.action !== 'none')
    .map((decision) => rowOf(decision, report.endedAt, style));
  const layout = layoutFor(rows, width);
  const accounts = byAccount(report.decisions);
  const busy = accounts.filter(({ decisions }) => decisions.some(({ action }) => action !== 'none'));
  const idle = accounts.filter((account) => !busy.includes(account));

  const lines = [
    titleLine(report, style),
    ...(report.narrowed === undefined
      ? []
      : hangingLines('  ', `Only ${narrowingText(report.narrowed)}`, width).map(style.painter.yellow)),
    ...(report.untold === undefined
      ? []
      : hangingLines('  ', untoldText(report.untold), width).map(style.painter.yellow)),
    ...(rows.length === 0
      ? []
      : ['', rowLine(TABLE_HEAD, layout, { action: String, rest: style.painter.dim })]),
    ...withHeadings(
      busy.map((account) => accountLines(account, report, { style, layout })),
      rowLine(TABLE_HEAD, layout, { action: String, rest: style.painter.dim }),
    ),
    ...idleLines(idle, report.endedAt, style),
    ...secretLines(report, { now: report.endedAt }, style),
    ...appliedLines(report, style),
    ...fixLines(report, style),
    ...lostKeyLines(report, style),
    ...refusedTagLines(report, style),
    ...exemptionLines(report, style),
    ...adviceLines(report, style),
    '',
    coverageText(report.coverage, style),
    ...totalsLines(report, style),
  ];
  return `${lines.join('\n')}\n`;
}

/** The headings again before an account when the last ones have scrolled away: on a screen, or on the page before. */
function withHeadings(accounts: readonly (readonly string[])[], heading: string): readonly string[] {
  let since = 0;
  return accounts.flatMap((lines) => {
    const again = since >= HEADINGS_EVERY;
    since = (again ? 0 : since) + lines.length;
    return again ? ['', heading, ...lines] : lines;
  });
}

/** As many lines as fit on a usual screen. */
const HEADINGS_EVERY = 40;

function titleLine(report: RunReport, style: TableStyle): string {
  const mode = report.stopped !== undefined ? 'stopped' : report.enforce ? 'enforced' : 'dry run';
  const title = `Keyturn, ${mode}${report.rehearsal ? ' (rehearsal)' : ''}, ${isoTime(report.endedAt)}`;
  return style.painter.bold(cutTo(`${title}, run ${oneLine(report.runId)}`, style.width));
}

function accountLines(
  account: AccountDecisions,
  report: RunReport,
  drawing: { readonly style: TableStyle; readonly layout: TableLayout },
): readonly string[] {
  const { style, layout } = drawing;
  const shown = account.decisions.filter(({ action }) => action !== 'none');
  const quiet = account.decisions.filter(({ action }) => action === 'none');
  const name = oneLine(account.accountName);
  const title = name === account.accountId ? name : `${name} (${account.accountId})`;
  const rows = shown.map((decision) =>
    rowLine(rowOf(decision, report.endedAt, style), layout, {
      action: actionPaint(decision, style.painter),
    }),
  );
  const rest = quiet.length === 0 ? [] : [`  ${quietText(quiet, report.endedAt)}`];
  return [
    style.painter.bold(cutTo(title, style.width)),
    ...rows,
    ...rest.map((line) => style.painter.dim(cutTo(line, style.width))),
  ];
}

/** Accounts where nothing is due, in one line. */
function idleLines(
  accounts: readonly AccountDecisions[],
  now: Instant,
  style: TableStyle,
): readonly string[] {
  if (accounts.length === 0) return [];
  const quiet = accounts.flatMap((account) => account.decisions);
  const line = `${counted(accounts.length, 'further account')}: ${quietText(quiet, now)}`;
  return [style.painter.dim(cutTo(line, style.width))];
}

/** Exempt users are counted apart: that nothing is done about them does not mean that nothing is due. */
function quietText(decisions: readonly ReportedDecision[], now: Instant): string {
  const exempt = new Set(decisions.filter(isExempt).map(userKey)).size;
  const quiet = decisions.filter((decision) => !isExempt(decision));
  const next = quiet.reduce(
    (earliest, { due }) => (due === undefined || due <= now ? earliest : Math.min(earliest, due)),
    Infinity,
  );
  const parts = [
    ...(quiet.length === 0 ? [] : [`${counted(quiet.length, 'key')} with nothing due`]),
    ...(next === Infinity ? [] : [`next on ${isoDay(next as Instant)}`]),
    ...(exempt === 0 ? [] : [`${counted(exempt, 'exempt user')}`]),
  ];
  return parts.join('; ');
}
