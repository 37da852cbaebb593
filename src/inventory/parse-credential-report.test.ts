import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CredentialRow } from '../domain/credential-report.ts';
import { type Instant, isoTime, parseInstant } from '../domain/time.ts';
import { parseCredentialReport } from './parse-credential-report.ts';

const GENERATED = parseInstant('2026-06-30T04:00:00Z') ?? (0 as Instant);
const NO_KEY = {
  active: 'false',
  last_rotated: 'N/A',
  last_used_date: 'N/A',
  last_used_region: 'N/A',
  last_used_service: 'N/A',
};
type Cells = Readonly<Record<string, string>>;

function key(which: 1 | 2, cells: Cells = {}): Cells {
  return Object.fromEntries(
    Object.entries({ ...NO_KEY, ...cells }).map(([name, cell]) => [`access_key_${which}_${name}`, cell]),
  );
}

function user(name: string, cells: Cells = {}): Cells {
  return {
    user: name,
    arn: `arn:aws:iam::111122223333:user/${name}`,
    user_creation_time: '2024-01-02T03:04:05+00:00',
    password_enabled: 'false',
    password_last_used: 'N/A',
    password_last_changed: 'N/A',
    password_next_rotation: 'N/A',
    mfa_active: 'false',
    ...key(1),
    ...key(2),
    cert_1_active: 'false',
    cert_1_last_rotated: 'N/A',
    cert_2_active: 'false',
    cert_2_last_rotated: 'N/A',
    ...cells,
  };
}

const ROOT = user('<root_account>', {
  arn: 'arn:aws:iam::111122223333:root',
  password_enabled: 'not_supported',
  password_last_used: 'no_information',
  password_last_changed: 'not_supported',
  password_next_rotation: 'not_supported',
});

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function csv(rows: readonly Cells[], columns: readonly string[] = Object.keys(rows[0] ?? {})): string {
  const lines = rows.map((row) => columns.map((column) => quoted(row[column] ?? 'N/A')));
  return [columns.map(quoted), ...lines].map((line) => line.join(',')).join('\n');
}

function rowsOf(content: string): readonly CredentialRow[] {
  const report = parseCredentialReport(content, GENERATED);
  if ('unusable' in report) throw new Error(report.unusable);
  return [...report.rows.values()];
}

function only(cells: Cells): CredentialRow {
  const [row] = rowsOf(csv([ROOT, user('deploy', cells)], Object.keys({ ...ROOT, ...cells })));
  if (row === undefined) throw new Error('no row');
  return row;
}

const refusal = (content: string): string => {
  const report = parseCredentialReport(content, GENERATED);
  return 'unusable' in report ? report.unusable : 'understood';
};

test('a row is understood, and the root user is left out', () => {
  const used = { last_used_date: '2026-06-29T10:00:00+00:00', last_used_service: 's3' };
  const row = only({
    password_enabled: 'true',
    password_last_used: '2026-06-01T00:00:00+00:00',
    mfa_active: 'true',
    ...key(1, { active: 'true', last_rotated: '2026-01-01T00:00:00+00:00', ...used }),
  });
  expect(row).toEqual({
    userName: 'deploy',
    arn: 'arn:aws:iam::111122223333:user/deploy',
    createdAt: parseInstant('2024-01-02T03:04:05Z'),
    passwordEnabled: true,
    passwordLastUsedAt: parseInstant('2026-06-01T00:00:00Z'),
    mfaActive: true,
    keys: [
      {
        active: true,
        lastRotated: parseInstant('2026-01-01T00:00:00Z'),
        lastUsedAt: parseInstant('2026-06-29T10:00:00Z'),
        lastUsedService: 's3',
      },
      { active: false },
    ],
    fingerprint: row.fingerprint,
    showsNoKey: false,
    tellsOfFurther: false,
  });
});

test.each(['N/A', 'no_information', 'not_supported'])('%s is no information, not a fault', (word) => {
  const row = only({ password_enabled: word, password_last_used: word, user_creation_time: word });
  expect(Object.keys(row)).not.toContain('passwordEnabled');
  expect(Object.keys(row)).not.toContain('createdAt');
});

test.each<[string, Cells, boolean]>([
  ['nothing at all', {}, true],
  ['no further credentials', { additional_credentials_info: 'N/A' }, true],
  ['an active key', key(1, { active: 'true' }), false],
  ['the date of an inactive key', key(2, { last_rotated: '2025-01-01T00:00:00+00:00' }), false],
  ['a use', key(1, { last_used_date: '2025-01-01T00:00:00+00:00' }), false],
  ['a service without a date', key(1, { last_used_service: 'iam' }), false],
  ['a word that is not N/A', key(1, { last_rotated: 'no_information' }), false],
  ['further keys', { additional_credentials_info: '1 additional access key(s)' }, false],
])('whether a row shows no key: %s', (_what, cells, expected) => {
  expect(only(cells).showsNoKey).toBe(expected);
});

describe('a report that is not understood is refused', () => {
  const good = csv([ROOT, user('deploy'), user('backup')]);
  test.each<[string, string, RegExp]>([
    ['empty', ' \n', /^it is empty$/],
    ['a byte order mark alone', '\uFEFF', /^it is empty$/],
    ['a page of HTML', '<!DOCTYPE html><p>504, gateway timeout', /^it is not CSV but a page/],
    ['an error in JSON', '{"Error":{"Code":"Throttling"}}', /^it is not CSV but a page/],
    ['another table', 'name,size\na,1', /^it has no column user, arn, .*access_key_2_last_used_date$/],
    ['other names', good.replace('access_key_1_active', 'key_1_on'), /no column access_key_1_active$/],
    ['one column twice', good.replace('cert_1_active', 'arn'), /the column arn twice/],
    ['a header alone', csv([ROOT]).split('\n')[0] ?? '', /^it has no rows$/],
    ['a row cut off', good.slice(0, -30), /in line 4 has more or fewer columns/],
    ['a value cut off', good.slice(0, -1), /^cert_2_last_rotated in line 4 is not a date$/],
    ['a quote left open', `${good}\n"bro`, /^it ends inside a quoted value/],
    ['text after a quote', good.replace('backup,', '"back"up,'), /^it is not CSV \(CSV_/],
    ['a user twice', csv([ROOT, user('deploy'), user('deploy')]), /^line 4 repeats a user$/],
    ['two spellings of one user', csv([user('deploy'), user('Deploy')]), /^line 3 repeats a user$/],
    ['no user name', csv([user('')]), /^user in line 2 is empty$/],
    [
      'an ARN of something else',
      csv([user('a', { arn: 'arn:aws:iam::111122223333:role/a' })]),
      /^arn in line 2/,
    ],
    ['a switch in between', csv([user('a', key(1, { active: 'maybe' }))]), /neither true nor false$/],
    [
      'a switch that is missing',
      csv([user('a', key(2, { active: 'N/A' }))]),
      /access_key_2_active .* nothing$/,
    ],
    ['an empty switch', csv([user('a', { mfa_active: '' })]), /^mfa_active in line 2/],
    [
      'a 30th of February',
      csv([user('a', { user_creation_time: '2026-02-30T00:00:00+00:00' })]),
      /not a date$/,
    ],
    ['a date in words', csv([user('a', key(1, { last_rotated: 'yesterday' }))]), /not a date$/],
    [
      'a key of the future',
      csv([user('a', key(1, { last_rotated: '2027-01-01T00:00:00Z' }))]),
      /after the report$/,
    ],
  ])('%s', (_what, content, why) => {
    expect(refusal(content)).toMatch(why);
  });

  test('but line ends, a byte order mark and an empty last line are all the same', () => {
    const rows = rowsOf(good);
    expect(rows).toHaveLength(2);
    expect(rowsOf(good.replaceAll('\n', '\r\n'))).toEqual(rows);
    expect(rowsOf(`\uFEFF${good}\n`)).toEqual(rows);
  });

  test('cut off anywhere, it is refused or has lost whole rows and nothing else', () => {
    const rows = rowsOf(good);
    for (let end = 0; end < good.length; end += 1) {
      const report = parseCredentialReport(good.slice(0, end), GENERATED);
      if (!('unusable' in report)) expect(rows).toEqual(expect.arrayContaining([...report.rows.values()]));
    }
  });
});

const hostileName = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 128 })
  .map((text) => `x${text}`)
  .chain((text) =>
    fc.constantFrom(text, `${text}"`, `a,"${text}`, `"${text}"\n`, `${text}\r\n,`, `=${text}`),
  );
const when = fc
  .integer({ min: Date.UTC(2010, 0, 1) / 1000, max: GENERATED / 1000 })
  .map((second) => isoTime((second * 1000) as Instant).replace('Z', '+00:00'));
const maybe = (value: fc.Arbitrary<string>) => fc.oneof(fc.constant('N/A'), value);
const lastUse = fc.record({
  last_used_date: maybe(when),
  last_used_region: maybe(fc.constantFrom('eu-west-1', 'us-east-1')),
  last_used_service: maybe(fc.constantFrom('s3', 'sts')),
});
const change = fc.record({ active: fc.constantFrom('true', 'false'), last_rotated: maybe(when) });
const anyUser = fc
  .record({ name: hostileName, one: fc.tuple(change, lastUse), two: fc.tuple(change, lastUse), born: when })
  .map(({ name, one, two, born }) =>
    user(name, {
      user_creation_time: born,
      ...key(1, Object.assign({}, ...one)),
      ...key(2, Object.assign({}, ...two)),
    }),
  );
const anyUsers = fc.uniqueArray(anyUser, {
  minLength: 1,
  maxLength: 6,
  selector: (cells) => cells.user?.toLowerCase(),
});

describe('whatever the names and dates are', () => {
  test('what was written is read', () => {
    fc.assert(
      fc.property(anyUsers, (users) => {
        const rows = rowsOf(csv([ROOT, ...users]));
        expect(rows.map(({ userName }) => userName)).toEqual(users.map((cells) => cells.user));
        expect(rows.map(({ keys }) => keys.map(({ active }) => String(active)))).toEqual(
          users.map((cells) => [cells.access_key_1_active, cells.access_key_2_active]),
        );
        const time = (cell: string | undefined) => (cell === undefined ? undefined : parseInstant(cell));
        expect(rows.map(({ keys }) => keys.map(({ lastUsedAt }) => lastUsedAt))).toEqual(
          users.map((cells) => [1, 2].map((which) => time(cells[`access_key_${which}_last_used_date`]))),
        );
      }),
    );
  });

  test('the order of the columns and columns that are new say nothing', () => {
    const columns = [...Object.keys(ROOT), 'new_column', 'another,one'];
    fc.assert(
      fc.property(anyUsers, fc.shuffledSubarray(columns, { minLength: columns.length }), (users, order) => {
        expect(rowsOf(csv([ROOT, ...users], order))).toEqual(rowsOf(csv([ROOT, ...users])));
      }),
    );
  });

  test('a use, a password or a device never changes the fingerprint', () => {
    fc.assert(
      fc.property(anyUser, lastUse, lastUse, when, (cells, one, two, signIn) => {
        const signedIn = { password_enabled: 'true', password_last_used: signIn, mfa_active: 'true' };
        const later = { ...cells, ...signedIn };
        for (const [name, cell] of Object.entries(one))
          Object.assign(later, { [`access_key_1_${name}`]: cell });
        for (const [name, cell] of Object.entries(two))
          Object.assign(later, { [`access_key_2_${name}`]: cell });
        const [before, after] = [cells, later].map((row) => rowsOf(csv([row]))[0]?.fingerprint);
        expect(after).toBe(before);
      }),
    );
  });

  test('a change of the keys always does', () => {
    const print = (cells: Cells) => rowsOf(csv([cells], Object.keys({ ...ROOT, ...cells })))[0]?.fingerprint;
    fc.assert(
      fc.property(anyUser, fc.constantFrom(1 as const, 2 as const), change, (cells, which, made) => {
        const next = { ...cells };
        for (const [name, cell] of Object.entries(made))
          Object.assign(next, { [`access_key_${which}_${name}`]: cell });
        const same = Object.keys(made).every((name) => {
          const column = `access_key_${which}_${name}`;
          return cells[column] === next[column];
        });
        expect(print(next) === print(cells)).toBe(same);
        expect(print({ ...cells, additional_credentials_info: '1 more' })).not.toBe(print(cells));
        expect(print({ ...cells, additional_credentials_info: 'N/A' })).toBe(print(cells));
      }),
    );
  });
});
