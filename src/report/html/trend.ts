import type { RunSummary } from '../../domain/run-summary.ts';
import { DAY, type Instant, isoDay } from '../../domain/time.ts';
import { counted } from '../../messages/wording.ts';
import { type Markup, markup } from './markup.ts';
import type { PageView, Section } from './view.ts';

/** One day of the trend: its last run's open work, and the changes of all its runs. */
interface TrendDay {
  readonly day: number;
  readonly open: number;
  readonly done: number;
  readonly complete: boolean;
}

const HEIGHT = 60;

/** The trend over past runs: keys that are due or held, and changes made, day by day. Needs at least two days. */
export function trendSection(view: PageView): Section | undefined {
  const days = trendDays(view.history);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || days.length < 2) return undefined;
  const made = days.reduce((sum, { done }) => sum + done, 0);
  const broken = days.filter(({ complete }) => !complete).length;
  const span = `${dayText(first)} to ${dayText(last)}`;
  const incomplete = broken === 0 ? 'every run was complete' : brokenText(broken, days.length);
  return {
    id: 'trend',
    title: 'Trend',
    content: markup`<p>${span}: ${counted(made, 'change was', 'changes were')} made; ${incomplete}.</p>
<div class="trend">
${chart('Keys due or held', days, ({ open }) => open, 'open')}${chart('Changes made', days, ({ done }) => done, 'done')}</div>`,
  };
}

function brokenText(broken: number, all: number): string {
  const which = broken === all ? 'every day had' : `${counted(broken, 'day')} had`;
  return `${which} an incomplete run, marked below the bars`;
}

function trendDays(history: readonly RunSummary[]): readonly TrendDay[] {
  const runs = [...history].sort((a, b) => a.endedAt - b.endedAt);
  return [...Map.groupBy(runs, (run) => Math.floor(run.endedAt / DAY))].map(([day, ofDay]) => ({
    day,
    open: openWork(ofDay.at(-1)),
    done: ofDay.reduce((sum, run) => sum + run.done, 0),
    complete: ofDay.every((run) => run.complete),
  }));
}

/** What a run found to be due, whether it was then done or held. */
function openWork(run: RunSummary | undefined): number {
  if (run === undefined) return 0;
  const { rotate, deactivate, repair, hold } = run.decisions;
  return rotate + deactivate + run.decisions.delete + repair + hold;
}

/** Bars over a time scale. Only shapes are drawn in the picture, so that it can be stretched; texts stand around it. */
function chart(
  title: string,
  days: readonly TrendDay[],
  value: (day: TrendDay) => number,
  tone: string,
): Markup {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return markup``;
  const most = Math.max(1, ...days.map(value));
  const length = last.day - first.day + 1;
  const bars = days.map((day) => {
    const height = Math.round((value(day) / most) * HEIGHT * 100) / 100;
    const x = day.day - first.day + 0.1;
    const mark = day.complete
      ? undefined
      : markup`<rect class="broken" x="${x}" y="${HEIGHT + 1}" width="0.8" height="3"/>`;
    const bar =
      height === 0
        ? undefined
        : markup`<rect class="${tone}" x="${x}" y="${HEIGHT - height}" width="0.8" height="${height}"/>`;
    return markup`${bar}${mark}`;
  });
  const summary = `${title}: ${value(first)} on ${dayText(first)}, ${value(last)} on ${dayText(last)}, at most ${most}.`;
  return markup`<figure>
<figcaption>${title} <small>at most ${most} a day</small></figcaption>
<svg viewBox="0 0 ${length} ${HEIGHT + 4}" preserveAspectRatio="none" role="img" aria-label="${summary}"><rect class="base" y="${HEIGHT}" width="${length}" height="0.6"/>${bars}</svg>
<p class="scale"><span>${dayText(first)}: ${value(first)}</span> <span>${dayText(last)}: ${value(last)}</span></p>
</figure>
`;
}

function dayText({ day }: TrendDay): string {
  return isoDay((day * DAY) as Instant);
}
