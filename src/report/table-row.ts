import { ageOf } from '../domain/key-facts.ts';
import { dueOf, nextActOf } from '../domain/next-act.ts';
import type { ReportedDecision } from '../domain/report.ts';
import { DAY, type Instant, isoDay } from '../domain/time.ts';
import { type KeyNaming, keyName } from '../messages/key-name.ts';
import { willBeHeld } from '../messages/next-text.ts';
import { objectionText } from '../messages/objection-text.ts';
import { outcomeLabel } from '../messages/outcome-text.ts';
import { reasonText } from '../messages/reason-text.ts';
import { fitTo, oneLine, widthOf } from './line-text.ts';
import type { Painter } from './painter.ts';

/** The cells of one decision, still without colour and at their full length. */
export interface TableRow {
  readonly user: string;
  readonly key: string;
  readonly age: string;
  readonly action: string;
  readonly why: string;
  readonly due: string;
}

/** The width of every column; `due` is 0 where there is no room for it. */
export type TableLayout = Readonly<Record<keyof TableRow, number>>;

/** The words above the columns. */
export const TABLE_HEAD: TableRow = {
  user: 'USER',
  key: 'KEY',
  age: 'AGE',
  action: 'ACTION',
  why: 'WHY',
  due: 'DUE',
};

const INDENT = 2;
const GAP = 2;
const LEAST_WHY = 14;

/** The cells of a decision. A hold says what blocks it and what is held, since its reason is that of the change. */
export function rowOf(decision: ReportedDecision, now: Instant, naming: KeyNaming): TableRow {
  const age = ageOf(decision, now);
  const due = dueOf(decision, now);
  return {
    user: oneLine(decision.userName),
    key: keyName(decision.keyId, naming),
    age: age === undefined ? '?' : `${Math.floor(age / DAY)}d`,
    action: outcomeLabel(decision) + (decision.escalated === true ? '!' : ''),
    why: whyOf(decision, now),
    due: due === undefined ? '' : isoDay(due),
  };
}

/** Shares the width out: what is short keeps its length, the user name gets what it needs up to a third, `why` the rest. */
export function layoutFor(rows: readonly TableRow[], width: number): TableLayout {
  const longest = (column: keyof TableRow): number =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[column])), widthOf(TABLE_HEAD[column]));
  const key = longest('key');
  const age = longest('age');
  const action = longest('action');
  const user = Math.max(6, Math.min(longest('user'), Math.floor((width - INDENT - key - age - action) / 3)));
  const left = width - INDENT - user - key - age - action - 4 * GAP;
  const due = left - GAP - longest('due') >= LEAST_WHY ? longest('due') : 0;
  const why = due === 0 ? left : left - GAP - due;
  return { user, key, age, action, why: Math.max(1, Math.min(why, longest('why'))), due };
}

/** One line of the table, with the action painted. */
export function rowLine(
  row: TableRow,
  layout: TableLayout,
  paint: { readonly action: Painter['bold']; readonly rest?: Painter['bold'] },
): string {
  const cells = [
    fitTo(row.user, layout.user),
    fitTo(row.key, layout.key),
    fitTo(row.age, layout.age, 'right'),
    paint.action(fitTo(row.action, layout.action)),
    fitTo(row.why, layout.why),
    ...(layout.due === 0 ? [] : [fitTo(row.due, layout.due)]),
  ];
  const line = (' '.repeat(INDENT) + cells.join(' '.repeat(GAP))).trimEnd();
  return paint.rest === undefined ? line : paint.rest(line);
}

/** The colour of an action: what failed or has stood too long is red, what needs a look yellow, what changes something green. */
export function actionPaint(decision: ReportedDecision, painter: Painter): Painter['bold'] {
  if (decision.outcome?.status === 'failed' || decision.escalated === true)
    return (text) => painter.bold(painter.red(text));
  if (decision.action === 'hold' || decision.outcome !== undefined) {
    return decision.outcome?.status === 'done' ? painter.green : painter.yellow;
  }
  return decision.action === 'warn' ? painter.cyan : painter.green;
}

function whyOf(decision: ReportedDecision, now: Instant): string {
  if (decision.action !== 'hold') {
    const { label } = reasonText(decision.reason);
    return nextActOf(decision, now).kind === 'held-then' ? willBeHeld(decision) : label;
  }
  const labels = [...new Set((decision.objections ?? []).map((objection) => objectionText(objection).label))];
  const inTheWay = labels.length === 0 ? reasonText(decision.reason).label : labels.join(', ');
  return decision.held === undefined ? inTheWay : `${inTheWay} (${decision.held})`;
}
