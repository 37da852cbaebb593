import { DAY, type Instant, isoDay } from '../../domain/time.ts';
import type { KeyNaming } from '../../messages/key-name.ts';
import { reasonText } from '../../messages/reason-text.ts';
import { counted } from '../../messages/wording.ts';
import { type Markup, markup } from './markup.ts';
import { timelineChart } from './timeline-chart.ts';
import {
  countOf,
  KIND_NOUNS,
  KINDS,
  type TimelineDay,
  type TimelineEntry,
  timelineDays,
} from './timeline-entry.ts';
import { accountMark, keyMark } from './view.ts';

/** What a timeline shows. */
export interface Timeline extends KeyNaming {
  readonly entries: readonly TimelineEntry[];
  readonly now: Instant;
  /** How many days the picture covers, today included. */
  readonly days: number;
}

/** Up to so many entries, every day is open from the start. */
const ALL_OPEN = 60;

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** What happens when, and to whom: the days as columns of a picture, then each day with its counts and names. */
export function timeline({ entries, now, days: length, fullIds = false }: Timeline): Markup {
  const days = timelineDays(entries);
  const open = entries.length <= ALL_OPEN;
  const items = days.map((day) => dayItem(day, { now, fullIds, open }));
  return markup`${timelineChart(days, now, length)}<ol class="timeline">
${items}</ol>
`;
}

function dayItem(
  { day, entries }: TimelineDay,
  { now, fullIds, open }: { readonly now: Instant; readonly fullIds: boolean; readonly open: boolean },
): Markup {
  const start = (day * DAY) as Instant;
  const weekday = WEEKDAYS[new Date(start).getUTCDay()] ?? '';
  const chips = KINDS.flatMap((kind) => {
    const count = countOf(entries, kind);
    return count === 0
      ? []
      : [markup`<span class="chip ${kind}">${counted(count, ...KIND_NOUNS[kind])}</span> `];
  });
  return markup`<li><details${open ? markup` open` : undefined}><summary><span class="day">${weekday} <time>${isoDay(start)}</time></span> <span class="when">${whenText(day, now)}</span> <span class="chips">${chips}</span></summary>
<ul>
${entries.map((entry) => entryItem(entry, fullIds))}</ul></details></li>
`;
}

/** Thousands of these can be on a page, so that each carries as little markup as it can. */
function entryItem(entry: TimelineEntry, fullIds: boolean): Markup {
  const account = accountMark(entry.accountName, entry.accountId);
  return markup`<li class="${entry.kind}"><b>${entry.userName}</b> <span>${keyMark(entry.keyId, { fullIds })} ${entry.what}</span> <span>${account}</span> <small>${reasonText(entry.reason).label}</small></li>
`;
}

/** Days are counted by the calendar in UTC, as the dates beside them are. */
function whenText(day: number, now: Instant): string {
  const distance = day - Math.floor(now / DAY);
  if (distance === 0) return 'today';
  return distance === 1 ? 'tomorrow' : `in ${counted(distance, 'day')}`;
}
