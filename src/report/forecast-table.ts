import type { Forecast, ForecastEvent } from '../domain/forecast.ts';
import { narrowingText } from '../domain/narrowing.ts';
import { isoDay, isoTime } from '../domain/time.ts';
import { GATE_TEXTS } from '../messages/gate-texts.ts';
import { willBeHeld } from '../messages/next-text.ts';
import { reasonText } from '../messages/reason-text.ts';
import { untoldText } from '../messages/untold-text.ts';
import { counted } from '../messages/wording.ts';
import { byTime, forecastKeyName } from './forecast-json.ts';
import { cutTo, fitTo, hangingLines, oneLine, widthOf, wrapTo } from './line-text.ts';
import { type Painter, PLAIN_PAINTER } from './painter.ts';
import type { TableOptions } from './table.ts';

const COLUMNS = ['user', 'account', 'key', 'action', 'why'] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

const HEAD: Row = { user: 'USER', account: 'ACCOUNT', key: 'KEY', action: 'ACTION', why: 'WHY' };
const LEAST_WIDTH = 50;
const INDENT = 2;
const GAP = 2;

const COUNTED: readonly (readonly [ForecastEvent['action'], string])[] = [
  ['rotate', 'to replace'],
  ['deactivate', 'to deactivate'],
  ['delete', 'to delete'],
  ['repair', 'to repair'],
  ['warn', 'to warn about'],
  ['hold', 'held'],
];

/**
 * The forecast as a table for a terminal: the days on which something would happen, what it would be, and to whom.
 *
 * Then the counts, what the forecast assumes, and how many users it knows nothing of. No line is wider than the width,
 * unless that is under 50 columns.
 */
export function renderForecastTable(forecast: Forecast, options: TableOptions = {}): string {
  const width = Math.max(LEAST_WIDTH, options.width ?? 100);
  const painter = options.painter ?? PLAIN_PAINTER;
  const events = [...forecast.events].sort(byTime);
  const rows = events.map((event) => rowOf(event, options));
  const widths = layout(rows, width);
  const days = [...Map.groupBy(events, ({ at }) => isoDay(at))];
  const title = `Keyturn, forecast of ${counted(forecast.days, 'day')} from ${isoTime(forecast.madeAt)}`;
  const lines = [
    painter.bold(cutTo(title, width)),
    ...(forecast.narrowed === undefined
      ? []
      : hangingLines('  ', `Only ${narrowingText(forecast.narrowed)}`, width).map(painter.yellow)),
    ...(forecast.untold === undefined
      ? []
      : hangingLines('  ', untoldText(forecast.untold), width).map(painter.yellow)),
    ...(rows.length === 0 ? [] : ['', painter.dim(rowLine(HEAD, widths, String))]),
    ...days.flatMap(([day, onDay]) => [
      painter.bold(day),
      ...onDay.map((event) => rowLine(rowOf(event, options), widths, paintOf(event, painter))),
    ]),
    '',
    ...wrapTo(countsText(forecast), width),
    ...wrapTo(unreadText(forecast), width).map(painter.red),
    ...(forecast.assumptions.length === 0 ? [] : [painter.dim('It assumes:')]),
    ...forecast.assumptions.flatMap((text) => hangingLines('  - ', text, width).map(painter.dim)),
  ];
  return `${lines.join('\n')}\n`;
}

function rowOf(event: ForecastEvent, options: TableOptions): Row {
  return {
    user: oneLine(event.userName),
    account: oneLine(event.accountName),
    key: oneLine(forecastKeyName(event.keyId, options)),
    action: event.action,
    why: whyOf(event),
  };
}

function whyOf({ action, reason, gates = [], held, unheard }: ForecastEvent): string {
  if (unheard === true) return willBeHeld({});
  if (action !== 'hold' || gates.length === 0) return reasonText(reason).label;
  const labels = [...new Set(gates.map((gate) => GATE_TEXTS[gate].label))].join(', ');
  return held === undefined ? labels : `${labels} (${held})`;
}

/** Key and action keep their length, user and account get at most a quarter each, and the reason the rest. */
function layout(rows: readonly Row[], width: number): Readonly<Record<keyof Row, number>> {
  const longest = (column: keyof Row): number =>
    [HEAD, ...rows].reduce((most, row) => Math.max(most, widthOf(row[column])), 0);
  const action = longest('action');
  const quarter = Math.floor((width - INDENT) / 4);
  const key = Math.min(longest('key'), quarter);
  const user = Math.min(longest('user'), quarter);
  const account = Math.min(longest('account'), quarter - GAP);
  const why = Math.max(1, width - INDENT - user - account - key - action - 4 * GAP);
  return { user, account, key, action, why };
}

function rowLine(row: Row, widths: Readonly<Record<keyof Row, number>>, paint: Painter['bold']): string {
  const cells = COLUMNS.map((column) => {
    const cell = fitTo(row[column], widths[column]);
    return column === 'action' ? paint(cell) : cell;
  });
  return (' '.repeat(INDENT) + cells.join(' '.repeat(GAP))).trimEnd();
}

function paintOf({ action }: ForecastEvent, painter: Painter): Painter['bold'] {
  if (action === 'hold') return painter.yellow;
  return action === 'warn' ? painter.cyan : painter.green;
}

function countsText({ events }: Forecast): string {
  const counts = COUNTED.flatMap(([action, what]) => {
    const count = events.filter((event) => event.action === action).length;
    return count === 0 ? [] : [`${count} ${what}`];
  });
  return counts.length === 0 ? 'Nothing is due.' : `${counts.join(', ')}.`;
}

function unreadText({ unread, unreadAccounts }: Forecast): string {
  const unknown = [
    ...(unreadAccounts === 0 ? [] : [counted(unreadAccounts, 'account')]),
    ...(unread === 0 ? [] : [counted(unread, 'user')]),
  ];
  return unknown.length === 0 ? '' : `${unknown.join(' and ')} could not be read: no forecast for them.`;
}
