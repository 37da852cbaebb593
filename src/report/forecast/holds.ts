import type { Forecast, ForecastEvent } from '../../domain/forecast.ts';
import type { KeyNaming } from '../../messages/key-name.ts';
import { capitalized } from '../../messages/wording.ts';
import { markup } from '../html/markup.ts';
import { type Row, table } from '../html/table.ts';
import { accountMark, dayMark, keyMark, reasonMark, type Section } from '../html/view.ts';
import { byText } from '../ordering.ts';
import { gateLabels, heldText } from './event-text.ts';

/** Holds to come, which somebody can prevent today. Left out when there are none. */
export function forecastHoldsSection(forecast: Forecast, naming: KeyNaming): Section | undefined {
  const holds = forecast.events.filter(({ action }) => action === 'hold').sort(byTime);
  if (holds.length === 0) return undefined;
  const rows = holds.map(
    (event): Row => ({
      tone: 'attention',
      cells: [
        dayMark(event.at),
        event.userName,
        accountMark(event.accountName, event.accountId),
        keyMark(event.keyId, naming),
        capitalized(heldText(event)),
        gateLabels(event),
        reasonMark(event.reason),
      ],
    }),
  );
  const columns = [
    { title: 'Day' },
    { title: 'User', kind: 'main' },
    { title: 'Account', kind: 'name', filter: 'Account' },
    { title: 'Key' },
    { title: 'Held', filter: 'Held' },
    { title: 'Blocked by', kind: 'text', filter: 'Blocked by' },
    { title: 'Why', kind: 'name' },
  ] as const;
  const caption = 'Changes that would come due and be held';
  return {
    id: 'holds',
    title: 'Holds to come',
    count: holds.length,
    content: markup`<p class="lede">What would block each change, as far as it can be seen today. You have until that day to resolve it.</p>
${table({ caption, columns, rows, browse: { marks: 'Day' } })}`,
  };
}

function byTime(a: ForecastEvent, b: ForecastEvent): number {
  return (
    a.at - b.at ||
    byText(a.accountName, b.accountName) ||
    byText(a.accountId, b.accountId) ||
    byText(a.userName, b.userName) ||
    byText(a.keyId, b.keyId)
  );
}
