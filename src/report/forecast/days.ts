import type { Forecast } from '../../domain/forecast.ts';
import type { KeyNaming } from '../../messages/key-name.ts';
import { counted } from '../../messages/wording.ts';
import { markup } from '../html/markup.ts';
import { timeline } from '../html/timeline.ts';
import type { TimelineEntry } from '../html/timeline-entry.ts';
import type { Section } from '../html/view.ts';
import { eventText } from './event-text.ts';

/** The forecast day by day: what would happen to which key. */
export function daysSection(forecast: Forecast, { fullIds = false }: KeyNaming): Section {
  const entries = forecast.events.map(
    (event): TimelineEntry => ({ ...event, kind: event.action, what: eventText(event) }),
  );
  const none = markup`<p class="empty">Nothing would be done in ${counted(forecast.days, 'day')}.</p>`;
  // One more than asked for: the last day has begun when the forecast ends.
  const days = forecast.days + 1;
  return {
    id: 'ahead',
    title: 'Day by day',
    count: entries.length,
    content:
      entries.length === 0
        ? none
        : markup`<p class="lede">What a run on each of the coming days would do. Days are in UTC.</p>
${timeline({ entries, now: forecast.madeAt, days, fullIds })}`,
  };
}
