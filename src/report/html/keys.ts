import type { ReportedDecision } from '../../domain/report.ts';
import { outcomeLabel } from '../../messages/outcome-text.ts';
import { ageOf, isOverLimit, needsPerson } from '../key-facts.ts';
import { byPlace } from '../ordering.ts';
import { markup } from './markup.ts';
import { type Row, table } from './table.ts';
import { accountMark, ageMark, dayMark, keyMark, type PageView, reasonMark, type Section } from './view.ts';

/** The id of the table that the page's script can filter. */
export const KEYS_TABLE_ID = 'all-keys';

/** Every key with its decision, by account and user. */
export function keysSection(view: PageView): Section {
  const columns = [
    { title: 'User', kind: 'main' },
    { title: 'Account', kind: 'name' },
    { title: 'Key' },
    { title: 'Age', kind: 'number' },
    { title: 'Action' },
    { title: 'Why', kind: 'name' },
    { title: 'Due' },
  ] as const;
  const rows = [...view.report.decisions].sort(byPlace).map((decision) => keyRow(decision, view));
  const none = markup`<p class="empty">No access keys were found.</p>`;
  return {
    id: 'keys',
    title: 'All keys',
    count: view.totals.keys,
    content: rows.length === 0 ? none : table('Every key, by account and user', columns, rows, KEYS_TABLE_ID),
  };
}

function keyRow(decision: ReportedDecision, view: PageView): Row {
  const due = decision.warning?.plannedFor ?? decision.due;
  const tone = toneOf(decision);
  const over = isOverLimit(decision, view.now);
  const age = ageMark(ageOf(decision, view.now));
  return {
    tone,
    cells: [
      decision.userName,
      accountMark(decision.accountName, decision.accountId),
      keyMark(decision, view),
      over ? markup`<strong title="past its limit">${age}</strong>` : age,
      markup`<span class="pill ${tone}">${outcomeLabel(decision)}</span>`,
      reasonMark(decision),
      due === undefined ? '' : dayMark(due),
    ],
  };
}

function toneOf(decision: ReportedDecision): NonNullable<Row['tone']> {
  if (decision.outcome?.status === 'failed' || decision.escalated === true) return 'bad';
  if (decision.outcome?.status === 'done') return 'good';
  if (needsPerson(decision) || decision.outcome !== undefined) return 'attention';
  return 'quiet';
}
