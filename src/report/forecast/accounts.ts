import type { Forecast, ForecastEvent } from '../../domain/forecast.ts';
import { type Row, table } from '../html/table.ts';
import { accountMark, dayMark, type Section } from '../html/view.ts';
import { byText } from '../ordering.ts';

const ACTIONS = ['rotate', 'deactivate', 'delete', 'repair', 'warn', 'hold'] as const;

/** How much of the forecast falls on which account. Left out for fewer than two accounts. */
export function accountsSection(forecast: Forecast): Section | undefined {
  const groups = [...Map.groupBy(forecast.events, ({ accountId }) => accountId).values()].sort(byName);
  if (groups.length < 2) return undefined;
  const columns = [
    { title: 'Account', kind: 'main' },
    { title: 'Replaced', kind: 'number' },
    { title: 'Deactivated', kind: 'number' },
    { title: 'Deleted', kind: 'number' },
    { title: 'Repaired', kind: 'number' },
    { title: 'Warned', kind: 'number' },
    { title: 'Held', kind: 'number' },
    { title: 'First on' },
  ] as const;
  const rows = groups.flatMap((events): readonly Row[] => {
    const [first] = events;
    if (first === undefined) return [];
    const earliest = events.reduce((found, event) => (event.at < found.at ? event : found));
    const counts = ACTIONS.map((action) => events.filter((event) => event.action === action).length);
    return [{ cells: [accountMark(first.accountName, first.accountId), ...counts, dayMark(earliest.at)] }];
  });
  const caption = 'Events by account';
  return {
    id: 'accounts',
    title: 'By account',
    count: rows.length,
    content: table({ caption, columns, rows, browse: { marks: 'Account' } }),
  };
}

function byName([a]: readonly ForecastEvent[], [b]: readonly ForecastEvent[]): number {
  if (a === undefined || b === undefined) return 0;
  return byText(a.accountName, b.accountName) || byText(a.accountId, b.accountId);
}
