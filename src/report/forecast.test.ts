import { expect, test } from 'vitest';
import { forecastOfEverything } from '../../test/support/report/every-forecast-event.ts';
import { SAMPLE_NOW } from '../../test/support/report/sample-keys.ts';
import type { AccessKeyId } from '../domain/ids.ts';
import { forecastJson, forecastKeyName } from './forecast-json.ts';
import { renderForecastTable } from './forecast-table.ts';
import { FORECAST_FIELDS } from './json-fields-forecast.ts';
import { widthOf } from './line-text.ts';
import { ANSI_PAINTER } from './painter.ts';

const lines = (text: string): readonly string[] => text.split('\n');

test.each([50, 72, 100, 160])('no line is wider than %d columns', (width) => {
  for (const line of lines(renderForecastTable(forecastOfEverything(), { width })))
    expect(widthOf(line)).toBeLessThanOrEqual(width);
});

test('days come in order, each once, with what would happen on them', () => {
  const table = lines(renderForecastTable(forecastOfEverything(), { width: 120 }));
  expect(table.filter((line) => /^\d{4}-/.test(line))).toEqual([
    '2026-07-01',
    '2026-07-02',
    '2026-07-03',
    '2026-07-04',
    '2026-07-14',
    '2026-07-24',
    '2026-07-29',
  ]);
  const fourth = table.slice(table.indexOf('2026-07-04') + 1, table.indexOf('2026-07-14'));
  expect(fourth).toHaveLength(2);
  expect(fourth[0]).toMatch(
    /^ {2}billing-export +Payments .* hold +two active keys, owner not told \(rotate\)$/,
  );
  expect(fourth[1]).toMatch(/^ {2}statement-mailer +Payments .* …[A-Z2-7]{4} +rotate +at its age limit$/);
});

test('counts, what is not known, and what it assumes', () => {
  const table = renderForecastTable(forecastOfEverything(), { width: 120, painter: ANSI_PAINTER });
  expect(table).toContain(
    '1 to replace, 1 to deactivate, 1 to delete, 1 to repair, 3 to warn about, 1 held.',
  );
  expect(table).toContain('\u001b[31m1 account and 2 users could not be read: no forecast for them.');
  expect(table).toContain('  - a run each day at this time');
  const empty = renderForecastTable(
    forecastOfEverything({ events: [], unread: 0, unreadAccounts: 0, assumptions: [] }),
  );
  expect(empty).toBe('Keyturn, forecast of 30 days from 2026-06-30T13:04:12Z\n\nNothing is due.\n');
});

test.each([
  [0, 3, '3 users could not be read: no forecast for them.'],
  [2, 0, '2 accounts could not be read: no forecast for them.'],
])('what is not known: %d accounts, %d users', (unreadAccounts, unread, text) => {
  expect(renderForecastTable(forecastOfEverything({ unreadAccounts, unread }))).toContain(`\n${text}\n`);
});

test('key ids are masked unless asked for, and a key to come keeps its name', () => {
  const real = 'AKIAIOSFODNN7EXAMPLE' as AccessKeyId;
  expect(forecastKeyName(real)).toBe('…MPLE');
  expect(forecastKeyName(real, { fullIds: true })).toBe(real);
  expect(forecastKeyName('new-1' as AccessKeyId)).toBe('new-1');
  expect(forecastKeyName(`new-${real}` as AccessKeyId)).toBe('new-…MPLE');
  expect(renderForecastTable(forecastOfEverything())).not.toMatch(/AKIA/);
  expect(renderForecastTable(forecastOfEverything(), { fullIds: true, width: 160 })).toMatch(
    / AKIA[A-Z2-7]{16} /,
  );
  expect(JSON.stringify(forecastJson(forecastOfEverything()))).not.toMatch(/AKIA/);
});

test('every field of the JSON is described, and the order of the events is that of time', () => {
  const narrowed = { accounts: ['shop'], users: ['deploy-*'] };
  const document = forecastJson({ ...forecastOfEverything(), narrowed, untold: 'all' });
  const below = (name: string, entries: readonly object[]): readonly string[] =>
    entries.flatMap((entry) => Object.keys(entry).map((key) => `${name}[].${key}`));
  const found = [
    ...Object.keys(document),
    'assumptions[]',
    ...Object.keys(narrowed).flatMap((name) => [`narrowed.${name}`, `narrowed.${name}[]`]),
    ...below('events', document.events),
    'events[].gates[]',
  ];
  expect([...new Set(found)].sort()).toEqual(FORECAST_FIELDS.map(({ path }) => path).sort());
  expect(document.events.map(({ at }) => at)).toEqual(document.events.map(({ at }) => at).sort());
  expect(document.madeAt).toBe(new Date(SAMPLE_NOW).toISOString().replace('.000Z', 'Z'));
  const reversed = {
    ...forecastOfEverything({ untold: 'all' }),
    narrowed,
    events: [...forecastOfEverything().events].reverse(),
  };
  expect(forecastJson(reversed)).toEqual(document);
});
