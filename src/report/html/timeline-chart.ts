import { DAY, type Instant, isoDay } from '../../domain/time.ts';
import { counted } from '../../messages/wording.ts';
import { type Markup, markup } from './markup.ts';
import {
  countOf,
  countsText,
  KIND_NOUNS,
  KINDS,
  type TimelineDay,
  type TimelineKind,
} from './timeline-entry.ts';

const HEIGHT = 100;

/**
 * The days ahead as stacked columns over a scale of time.
 *
 * Only shapes are drawn in the picture, so that it can be stretched to any width; the texts stand around it.
 */
export function timelineChart(
  days: readonly TimelineDay[],
  now: Instant,
  length: number,
): Markup | undefined {
  if (days.length === 0) return undefined;
  const today = Math.floor(now / DAY);
  const most = Math.max(...days.map(({ entries }) => entries.length));
  const used = KINDS.filter((kind) => days.some(({ entries }) => countOf(entries, kind) > 0));
  const all = days.flatMap(({ entries }) => entries);
  const label = `The next ${counted(length, 'day')}: ${countsText(all)}; at most ${most} on a day.`;
  const last = today + length - 1;
  const middle = today + Math.floor(length / 2);
  return markup`<figure class="ahead">
<figcaption>By day <small>the fullest has ${most}</small></figcaption>
<svg viewBox="0 0 ${length} ${HEIGHT + 1}" preserveAspectRatio="none" role="img" aria-label="${label}"><rect class="base" y="${HEIGHT}" width="${length}" height="1"/>${days.map((day) => column(day, today, most))}</svg>
<p class="scale"><span>today</span> <span>${dayText(middle)}</span> <span>${dayText(last)}</span></p>
<ul class="legend">${used.map((kind) => legendItem(kind, all.filter((entry) => entry.kind === kind).length))}</ul>
</figure>
`;
}

function column({ day, entries }: TimelineDay, today: number, most: number): Markup {
  let top = HEIGHT;
  const parts = KINDS.map((kind) => {
    const height = rounded((countOf(entries, kind) / most) * HEIGHT);
    if (height === 0) return undefined;
    top = rounded(top - height);
    return markup`<rect class="${kind}" x="${rounded(day - today + 0.1)}" y="${top}" width="0.8" height="${height}"/>`;
  });
  return markup`${parts}`;
}

function legendItem(kind: TimelineKind, count: number): Markup {
  return markup`<li><svg aria-hidden="true" width="12" height="12"><rect class="${kind}" width="12" height="12"/></svg> ${counted(count, ...KIND_NOUNS[kind])}</li>
`;
}

function dayText(day: number): string {
  return isoDay((day * DAY) as Instant);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
