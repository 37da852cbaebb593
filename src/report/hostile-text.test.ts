import { Ajv } from 'ajv';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { ASFF_REQUEST_SCHEMA } from '../../test/support/report/asff-schema.ts';
import { HOSTILE_TEXTS, hostileForecast, hostileReport } from '../../test/support/report/hostile.ts';
import { OCSF_FINDING_SCHEMA } from '../../test/support/report/ocsf-schema.ts';
import { SAMPLE_NOW, sampleKeyId } from '../../test/support/report/sample-keys.ts';
import type { AccountId, UserId } from '../domain/ids.ts';
import { blankMemory } from '../domain/memory.ts';
import { reportAsff } from './asff.ts';
import { reportCsv } from './csv.ts';
import { CSV_COLUMNS } from './csv-columns.ts';
import { forecastJson } from './forecast-json.ts';
import { renderForecastTable } from './forecast-table.ts';
import { renderHtml } from './html.ts';
import { reportJson } from './json.ts';
import { jsonLines, jsonText } from './json-text.ts';
import { widthOf } from './line-text.ts';
import { reportOcsf } from './ocsf.ts';
import { ANSI_PAINTER, PLAIN_PAINTER } from './painter.ts';
import { renderStatus } from './status.ts';
import { renderTable } from './table.ts';

/** Whatever a terminal, an editor or a viewer could obey; line feeds are the only control characters of our own. */
const OBEYED = /[^\n\P{Cc}]|[\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the colours that the painter writes
const COLOURS = /\u001b\[(?:1|2|22|3[1-6]|39)m/g;

const ajv = new Ajv({ allErrors: true });
const isAsff = ajv.compile(ASFF_REQUEST_SCHEMA);
const isOcsf = ajv.compile(OCSF_FINDING_SCHEMA);

/** The elements of a page, but for `code`, which backquotes in any text make. */
const tags = (html: string): readonly string[] =>
  [...html.matchAll(/<(?:[!/]?[a-z][a-z0-9]*|!--)/gi)]
    .map(([tag]) => tag.toLowerCase())
    .filter((tag) => !tag.endsWith('code'));
const handlers = (html: string): readonly string[] =>
  [...html.matchAll(/<[a-z][^<>]*?\s(on[a-z]+)=/gi)].map((match) => match[1] ?? '');

describe.each(Object.entries(HOSTILE_TEXTS))('%s in every place that names come to', (_what, text) => {
  const report = hostileReport(text);

  test.each([60, 100, 200])('the table keeps its %d columns, and nothing in it acts', (width) => {
    const table = renderTable(report, { width });
    expect(table).not.toMatch(OBEYED);
    for (const line of table.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width);
    expect(renderTable(report, { width, painter: ANSI_PAINTER }).replace(COLOURS, '')).toBe(table);
    expect(table.match(/^Complete: /gm)).toBeNull();
  });

  test('JSON is one document that says what was said', () => {
    const document = reportJson(report);
    const written = jsonText(document);
    expect(written).not.toMatch(OBEYED);
    expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(document)));
    expect(document.decisions[0]?.userName).toBe(text);
    expect(JSON.parse(written).complete).toBe(false);
  });

  test('CSV has one line for each decision, and no cell is a formula', () => {
    const csv = reportCsv(report);
    expect(csv.replaceAll('\r\n', '\n')).not.toMatch(OBEYED);
    expect(csv.split('\r\n')).toHaveLength(report.decisions.length + 2);
    const records = parse(csv) as readonly (readonly string[])[];
    for (const record of records) expect(record).toHaveLength(CSV_COLUMNS.length);
    const begins = /^[\s"\p{Cf}\uFFFD]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u;
    for (const separator of [',', ';', '|'])
      for (const cell of csv.split(/\r\n/).flatMap((line) => line.split(separator)))
        expect(cell).not.toMatch(begins);
    for (const cell of records.flat()) expect(cell).not.toMatch(begins);
  });

  test('ASFF is valid, one request a line', () => {
    const requests = reportAsff(report);
    for (const request of requests) expect(isAsff(request) ? [] : isAsff.errors).toEqual([]);
    const lines = jsonLines(requests);
    expect(lines).not.toMatch(OBEYED);
    expect(
      lines
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toHaveLength(requests.length);
    for (const { Title, Description } of requests.flatMap(({ Findings }) => Findings))
      expect(Title + Description).not.toMatch(OBEYED);
  });

  test('OCSF is valid, one event a line', () => {
    const events = reportOcsf(report);
    for (const event of events) expect(isOcsf(event) ? [] : isOcsf.errors).toEqual([]);
    const lines = jsonLines(events);
    expect(lines).not.toMatch(OBEYED);
    expect(lines.trimEnd().split('\n')).toHaveLength(events.length);
    for (const { message, finding_info } of events) expect(message + finding_info.desc).not.toMatch(OBEYED);
  });

  test('the page has the elements of any other page, and no handlers', () => {
    const page = renderHtml(report);
    // Line separators are nothing but space to a browser.
    expect(page.replace(/[\u2028\u2029]/g, ' ')).not.toMatch(OBEYED);
    expect(handlers(page)).toEqual([]);
    const calm = renderHtml(hostileReport(text === '' || text.trim() === '' ? text : 'deploy'));
    expect(tags(page)).toEqual(tags(calm));
  });

  test('the life of a key is told in lines of our own', () => {
    const user = { accountId: '111122223333' as AccountId, userId: 'AIDAEXAMPLE' as UserId };
    const key = { ...user, userName: text, keyId: sampleKeyId(1), by: text, why: text };
    const at = SAMPLE_NOW;
    const memory = {
      ...blankMemory(user.accountId, user.userId),
      keys: [{ ...key, createdAt: at, firstSeen: at, madeByUs: true, exposed: true, discard: text }],
      holds: [{ ...key, id: text, kind: 'undo', from: at }],
      held: [{ ...key, signature: text, since: at }],
      keep: { ...key, at },
    } as const;
    const entry = {
      ...key,
      id: text,
      at,
      runId: text,
      sagaId: text,
      step: text,
      phase: 'note',
      detail: text,
    } as const;
    const status = renderStatus([{ memory, journal: [entry] }], {
      paint: PLAIN_PAINTER,
      fullIds: false,
      width: Infinity,
      now: at,
    });
    expect(status).not.toMatch(OBEYED);
    expect(status.trimEnd().split('\n')).toHaveLength(8);
  });

  test('the forecast keeps its columns and its document', () => {
    const forecast = hostileForecast(text);
    const table = renderForecastTable(forecast, { width: 80 });
    expect(table).not.toMatch(OBEYED);
    for (const line of table.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
    const written = jsonText(forecastJson(forecast));
    expect(written).not.toMatch(OBEYED);
    expect(JSON.parse(written).events[0].userName).toBe(text);
  });
});
