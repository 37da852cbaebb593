import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleReport } from '../../test/support/report/sample-report.ts';
import { reportCsv } from './csv.ts';
import { csvCell, csvLine } from './csv-cell.ts';
import { CSV_COLUMNS } from './csv-columns.ts';

type Records = readonly Readonly<Record<string, string>>[];
const read = (text: string): Records => parse(text, { columns: true }) as Records;

/** What readers would take for the cells of a line, also where the separator of their language is another one. */
const cellsOf = (line: string): readonly string[] => [
  ...(parse(line) as readonly (readonly string[])[]).flat(),
  ...[',', ';', '|'].flatMap((separator) => line.split(separator)),
];
const isFormula = (cell: string): boolean =>
  /^[\s"`\p{Cf}\uFFFD]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u.test(cell);

test('there is one record for each decision, with the columns in their order', () => {
  const report = sampleReport();
  const records = read(reportCsv(report));
  expect(records).toHaveLength(report.decisions.length);
  expect(Object.keys(records[0] ?? {})).toEqual(CSV_COLUMNS.map(({ name }) => name));
  expect(new Set(CSV_COLUMNS.map(({ name }) => name)).size).toBe(CSV_COLUMNS.length);
});

test('a held key, a failed change and an exempt key say what they are', () => {
  const records = read(reportCsv(sampleReport()));
  const of = (user: string) => records.find((record) => record.user_name === user);
  expect(of('ledger-sync')).toMatchObject({
    account_id: '111122223333',
    key_status: 'active',
    age_days: '118',
    limit_days: '90',
    over_limit: 'true',
    last_used: 'used',
    last_used_service: 'dynamodb',
    last_used_region: 'eu-central-1',
    action: 'hold',
    held: 'deactivate',
    gates: 'quiet notice',
    escalated: 'false',
    exempt: 'false',
    outcome: '',
    enforce: 'true',
  });
  expect(of('dns-updater')).toMatchObject({ outcome: 'failed', outcome_code: 'PROOF_FAILED', escalated: '' });
  const exempt = records.filter((record) => record.exempt === 'true');
  expect(exempt.length).toBeGreaterThan(0);
  expect(exempt[0]).toMatchObject({ exempt_by: 'group IAMKeyRotationExemptionGroup', action: 'none' });
});

test('key ids are masked unless asked for, and the order of the report does not matter', () => {
  const report = sampleReport();
  expect(reportCsv(report)).not.toMatch(/AKIA[A-Z2-7]{16}/);
  expect(reportCsv(report, { fullIds: true })).toMatch(/,AKIA[A-Z2-7]{16},/);
  expect(reportCsv({ ...report, decisions: [...report.decisions].reverse() })).toBe(reportCsv(report));
});

test.each([
  ['deploy', 'deploy'],
  ['a, b', '"a, b"'],
  ['say "hi"', '"say ""hi"""'],
  [' padded ', '" padded "'],
  ['a\r\nb\tc', 'a��b�c'],
  ['user+tag@example.com', 'user+tag@example.com'],
  ['…WXYZ', '…WXYZ'],
  ['=1+1', '"\'=1+1"'],
  ['@SUM(A1)', '"\'@SUM(A1)"'],
  ['-2', '"\'-2"'],
  ['\t=1', '"\'�=1"'],
  ['\r=1', '"\'�=1"'],
  ['  "=1', '"\'  ""=1"'],
  ['\uFEFF=1', '"\'\uFEFF=1"'],
  ['\uFF1D1', '"\'\uFF1D1"'],
  ['x;=cmd|calc', '"x;\'=cmd|calc"'],
  ['x, -y', '"x, \'-y"'],
  [12, '12'],
  [true, 'true'],
  [undefined, ''],
])('%j is written as %s', (value, written) => {
  expect(csvCell(value)).toBe(written);
});

const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        '"',
        "'",
        ',',
        ';',
        '|',
        ' ',
        '\uFEFF',
        '\uFF1D',
        '\u202E',
        '\u0000',
        '\u200B',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

test('whatever the text is, a reader gets one record with as many cells, and no formula', () => {
  fc.assert(
    fc.property(fc.array(nasty, { minLength: 2, maxLength: 4 }), (values) => {
      const line = csvLine(values);
      expect(line.slice(0, -2)).not.toMatch(/[\p{Cc}]/u);
      const records = parse(line) as readonly (readonly string[])[];
      expect(records.map((record) => record.length)).toEqual([values.length]);
      for (const cell of cellsOf(line.slice(0, -2))) expect(isFormula(cell)).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('a text without anything in it that acts is read as it was written', () => {
  const tame = fc
    .string({ unit: fc.constantFrom(...'abcXYZ012 _."部') })
    .filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(fc.array(tame, { minLength: 1, maxLength: 5 }), (values) => {
      expect(parse(csvLine(values))).toEqual([values]);
    }),
  );
});
