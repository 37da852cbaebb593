import type { ReportedDecision } from '../../domain/report.ts';
import { days, type Instant, isoDay } from '../../domain/time.ts';
import { aheadText } from '../../messages/action-text.ts';
import { relativeTime } from '../../messages/relative-time.ts';
import { counted } from '../../messages/wording.ts';
import { byPlace } from '../ordering.ts';
import { markup } from './markup.ts';
import { type Row, table } from './table.ts';
import { accountMark, dayMark, keyMark, type PageView, reasonMark, type Section } from './view.ts';

/** Something that will happen to a key. */
export interface UpcomingEvent {
  readonly at: Instant;
  readonly what: string;
  readonly decision: ReportedDecision;
}

const HORIZON = days(30);

/** What lies ahead, in order of time: within 30 days, and after. */
export function upcomingEvents(view: PageView): {
  readonly soon: readonly UpcomingEvent[];
  readonly later: readonly UpcomingEvent[];
} {
  const events = view.report.decisions
    .flatMap((decision) => eventOf(decision, view.now))
    .sort((a, b) => a.at - b.at || byPlace(a.decision, b.decision));
  const end = view.now + HORIZON;
  return { soon: events.filter(({ at }) => at <= end), later: events.filter(({ at }) => at > end) };
}

/** What comes next: due dates of the next 30 days, and how many lie beyond. */
export function upcomingSection(view: PageView): Section {
  const { soon, later } = upcomingEvents(view);
  const columns = [
    { title: 'Day' },
    { title: 'User', kind: 'main' },
    { title: 'Account', kind: 'name' },
    { title: 'Key' },
    { title: 'What' },
    { title: 'Why', kind: 'name' },
  ] as const;
  const rows = soon.map(({ at, what, decision }): Row => {
    const when = markup`${dayMark(at)} <small>${relativeTime(at, view.now)}</small>`;
    const account = accountMark(decision.accountName, decision.accountId);
    return { cells: [when, decision.userName, account, keyMark(decision, view), what, reasonMark(decision)] };
  });
  const last = later.at(-1);
  const more =
    last === undefined
      ? undefined
      : markup`<p class="note">${counted(later.length, 'further date lies', 'further dates lie')} beyond that, the last on ${isoDay(last.at)}.</p>`;
  return {
    id: 'ahead',
    title: 'Next 30 days',
    count: soon.length,
    content: markup`${soon.length === 0 ? markup`<p class="empty">Nothing is due in the next 30 days.</p>` : table('What lies ahead if nothing changes; days are in UTC', columns, rows)}${more}`,
  };
}

function eventOf(decision: ReportedDecision, now: Instant): readonly UpcomingEvent[] {
  if (decision.action === 'hold') {
    const until = Math.max(0, ...(decision.objections ?? []).map((objection) => objection.until ?? Infinity));
    if (until <= now || until === Infinity) return [];
    return [{ at: until as Instant, what: 'hold is expected to pass', decision }];
  }
  const at = decision.warning?.plannedFor ?? decision.due;
  const what = aheadText(decision);
  if (at === undefined || at <= now || what === undefined || decision.outcome !== undefined) return [];
  return [{ at, what, decision }];
}
