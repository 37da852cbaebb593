import { ageOf, isOverLimit, limitOf, statusAfter } from '../../domain/key-facts.ts';
import { dueOf } from '../../domain/next-act.ts';
import type { ReportedDecision } from '../../domain/report.ts';
import { DAY, isoDay } from '../../domain/time.ts';
import { outcomeLabel } from '../../messages/outcome-text.ts';
import { reasonText } from '../../messages/reason-text.ts';
import { byPlace } from '../ordering.ts';
import { decisionTone } from './decision-tone.ts';
import { type Markup, type MarkupPart, markup } from './markup.ts';
import { OVER_LIMIT_MARK } from './over-limit.ts';
import { type Column, type Row, table } from './table.ts';
import { accountMark, dayCount, keyMark, type PageView, type Section } from './view.ts';

/** The columns of the table of all keys; the style sheet repeats their titles on a phone. */
export const KEY_COLUMNS: readonly Column[] = [
  { title: 'User', kind: 'main' },
  { title: 'Account', kind: 'name', filter: 'Account' },
  { title: 'Key' },
  { title: 'Status', filter: 'Status' },
  { title: 'Age', kind: 'number' },
  { title: 'Limit', kind: 'number' },
  { title: 'Action', filter: 'Action' },
  { title: 'Why', kind: 'name', filter: 'Reason' },
  { title: 'Due' },
];

/** Every key with its decision, by account and user. */
export function keysSection(view: PageView): Section {
  const rows = [...view.report.decisions].sort(byPlace).map((decision) => keyRow(decision, view));
  const none = markup`<p class="empty">No access keys were found.</p>`;
  const content = table({
    caption: 'Every key, by account and user; age and limit in days',
    columns: KEY_COLUMNS,
    rows,
    name: 'keys',
    browse: { marks: 'Age' },
    lean: true,
  });
  return {
    id: 'keys',
    title: 'All keys',
    count: view.totals.keys - view.totals.keysByReport,
    content: rows.length === 0 ? none : content,
  };
}

/** Thousands of these are on a page, so that each carries as little markup as it can. */
function keyRow(decision: ReportedDecision, view: PageView): Row {
  const due = dueOf(decision, view.now);
  const tone = decisionTone(decision);
  const over = isOverLimit(decision, view.now);
  const age = dayCount(ageOf(decision, view.now));
  return {
    ...(tone === 'quiet' ? {} : { tone }),
    ...(over ? { mark: OVER_LIMIT_MARK } : {}),
    cells: [
      decision.userName,
      accountMark(decision.accountName, decision.accountId),
      keyMark(decision.keyId, view),
      statusAfter(decision),
      over ? overMark(decision, age, view) : age,
      limitMark(decision),
      tone === 'quiet' ? outcomeLabel(decision) : markup`<b class="${tone}">${outcomeLabel(decision)}</b>`,
      markup`${reasonText(decision.reason).label} <small class="code">${decision.reason}</small>${refused(decision)}`,
      due === undefined ? '' : isoDay(due),
    ],
  };
}

function overMark(decision: ReportedDecision, age: string, view: PageView): Markup {
  const excess = (ageOf(decision, view.now) ?? 0) - (limitOf(decision) ?? 0);
  return markup`<b class="bad">${age}</b> <small>${Math.floor(excess / DAY)} over</small>`;
}

/** The limit, and where it comes from when it is not that of the main policy. */
function limitMark(decision: ReportedDecision): MarkupPart {
  const limit = limitOf(decision);
  const { override, tags = [] } = decision.policySource ?? {};
  const sources = [
    ...(override === undefined ? [] : [`override ${override}`]),
    ...tags.map((tag) => `tag ${tag}`),
  ];
  const days = limit === undefined ? '?' : dayCount(limit);
  return sources.length === 0 ? days : markup`${days} <small>${sources.join(', ')}</small>`;
}

function refused({ refusedTags = [] }: ReportedDecision): Markup | undefined {
  if (refusedTags.length === 0) return undefined;
  return markup` <small>tags not followed: ${refusedTags.join(', ')}</small>`;
}
