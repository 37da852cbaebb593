import type { RunSummary } from '../../domain/run-summary.ts';
import { counted } from '../../messages/wording.ts';
import { type Markup, markup } from './markup.ts';
import { trendChart } from './trend-chart.ts';
import { dayText, type TrendDay, trendDays } from './trend-day.ts';
import type { PageView, Section } from './view.ts';

/** The trend over past enforcing runs. With fewer than two there is none, and the section says so. */
export function trendSection(view: PageView): Section {
  return { id: 'trend', title: 'Trend', content: content(view.report.trend) };
}

function content(runs: readonly RunSummary[]): Markup {
  if (runs.length === 0)
    return markup`<p class="empty">No enforcing run is on record, so there is nothing to compare with. Dry runs are not kept.</p>`;
  const days = trendDays(runs);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || runs.length === 1 || days.length === 1)
    return markup`<p class="empty">${onlyDayText(runs, days)} A trend needs runs on two days.</p>`;
  const sum = (value: (day: TrendDay) => number): number => days.reduce((all, day) => all + value(day), 0);
  const made = `${counted(
    sum(({ done }) => done),
    'change was',
    'changes were',
  )} made, ${sum(({ failed }) => failed)} failed`;
  return markup`<p class="lede">${counted(runs.length, 'enforcing run')} from ${dayText(first)} to ${dayText(last)}: ${made}; ${completeness(days)}.</p>
<div class="trend">
${trendChart({ title: 'Keys over their limit', days, value: ({ overLimit }) => overLimit, tone: 'over', state: true })}${trendChart({ title: 'Holds', days, value: ({ holds }) => holds, tone: 'open', state: true })}${trendChart({ title: 'Changes done', days, value: ({ done }) => done, tone: 'done', state: false })}${trendChart({ title: 'Changes failed', days, value: ({ failed }) => failed, tone: 'broken', state: false })}</div>
${uncounted(days)}`;
}

function onlyDayText(runs: readonly RunSummary[], [day]: readonly TrendDay[]): string {
  if (day === undefined) return '';
  const over = day.overLimit === undefined ? '' : `${counted(day.overLimit, 'key')} over the limit, `;
  const facts = `${over}${counted(day.holds, 'hold')}, ${counted(day.done, 'change')} done, ${day.failed} failed`;
  const which = runs.length === 1 ? 'One enforcing run is' : `${runs.length} enforcing runs are`;
  return `${which} on record, of ${dayText(day)}: ${facts}.`;
}

function completeness(days: readonly TrendDay[]): string {
  const broken = days.filter(({ complete }) => !complete).length;
  const gaps = (days.at(-1)?.day ?? 0) - (days[0]?.day ?? 0) + 1 - days.length;
  const idle = gaps === 0 ? '' : `, and on ${counted(gaps, 'day')} there was none`;
  if (broken === 0) return `every run was complete${idle}`;
  const which = broken === days.length ? 'every day had' : `${counted(broken, 'day')} had`;
  return `${which} an incomplete run, marked below the columns${idle}`;
}

/** Summaries of earlier versions do not count keys over their limit: a gap, and not a zero. */
function uncounted(days: readonly TrendDay[]): Markup | undefined {
  const without = days.filter(({ overLimit }) => overLimit === undefined).length;
  if (without === 0) return undefined;
  return markup`<p class="note">On ${counted(without, 'day')} keys over their limit were not counted: those runs were made by an earlier version.</p>
`;
}
