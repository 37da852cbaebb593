import { type Markup, markup } from './markup.ts';
import { dayText, type TrendDay } from './trend-day.ts';

const HEIGHT = 60;

/** One measure over the days of the trend. */
export interface TrendMeasure {
  readonly title: string;
  readonly days: readonly TrendDay[];
  readonly value: (day: TrendDay) => number | undefined;
  /** Names the colour. */
  readonly tone: string;
  /** A state has a value now and a change since; a flow has a sum. */
  readonly state: boolean;
}

/** Columns over a scale of time. Only shapes are drawn in the picture, so that it can be stretched; texts stand around it. */
export function trendChart({ title, days, value, tone, state }: TrendMeasure): Markup | undefined {
  const counted = days.flatMap((day) => {
    const amount = value(day);
    return amount === undefined ? [] : [{ day, amount }];
  });
  const [start, end] = [days[0], days.at(-1)];
  const [first, last] = [counted[0], counted.at(-1)];
  if (start === undefined || end === undefined || first === undefined || last === undefined) return undefined;
  const most = Math.max(...counted.map(({ amount }) => amount));
  const sum = counted.reduce((all, { amount }) => all + amount, 0);
  const length = end.day - start.day + 1;
  const columns = counted.map(({ day, amount }) =>
    column(day.day - start.day, amount / Math.max(1, most), tone),
  );
  const marks = days
    .filter(({ complete }) => !complete)
    .map(
      ({ day }) =>
        markup`<rect class="broken" x="${at(day - start.day)}" y="${HEIGHT + 2}" width="0.8" height="4"/>`,
    );
  const now = state
    ? changeText(first.amount, last.amount, dayText(first.day))
    : `in all, at most ${most} a day`;
  const label = `${title}: ${first.amount} on ${dayText(first.day)}, ${last.amount} on ${dayText(last.day)}, at most ${most}.`;
  return markup`<figure>
<figcaption>${title}</figcaption>
<p class="now"><b>${state ? last.amount : sum}</b> ${now}</p>
<svg viewBox="0 0 ${length} ${HEIGHT + 6}" preserveAspectRatio="none" role="img" aria-label="${label}"><rect class="base" y="${HEIGHT}" width="${length}" height="0.6"/>${columns}${marks}</svg>
<p class="scale"><span>${dayText(start)}</span> <span>${dayText(end)}</span></p>
</figure>
`;
}

function column(position: number, share: number, tone: string): Markup | undefined {
  const height = Math.round(share * HEIGHT * 100) / 100;
  if (height === 0) return undefined;
  return markup`<rect class="${tone}" x="${at(position)}" y="${HEIGHT - height}" width="0.8" height="${height}"/>`;
}

/** The left edge of a day's column. */
function at(position: number): number {
  return Math.round((position + 0.1) * 10) / 10;
}

function changeText(first: number, last: number, since: string): string {
  if (first === last) return `as on ${since}`;
  return `${Math.abs(last - first)} ${last < first ? 'fewer' : 'more'} than on ${since}`;
}
