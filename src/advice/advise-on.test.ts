import { describe, expect, test } from 'vitest';
import type { KeyStatus, LastUsed } from '../domain/access-key.ts';
import type { Advice } from '../domain/advice.ts';
import type { CredentialRow, ReportedKey } from '../domain/credential-report.ts';
import type { AccessKeyId, AccountId, UserId } from '../domain/ids.ts';
import { blankMemory, type KeyRecord } from '../domain/memory.ts';
import { DAY, days, type Instant, MINUTE, parseInstant, plus } from '../domain/time.ts';
import type { UseSeen } from '../domain/use-seen.ts';
import type { AdviceInput } from './advice-rule.ts';
import { adviseOn } from './advise-on.ts';
import { adviceText } from './text.ts';

const NOW = parseInstant('2026-06-30T12:00:00Z') ?? (0 as Instant);
const ACCOUNT = '111122223333' as AccountId;
const USER = 'AIDAEXAMPLEUSER00001' as UserId;

interface Key {
  readonly id?: string;
  /** Age in days. */
  readonly age: number;
  readonly status?: KeyStatus;
  /** Days since the last use; `never`; absent: not read. */
  readonly used?: number | 'never';
  readonly service?: string;
  readonly record?: Partial<KeyRecord>;
  /** What earlier runs saw of its use; without it enough for advice, all of its one service. */
  readonly seen?: Partial<UseSeen> | 'nothing';
}

interface Case {
  readonly keys: readonly Key[];
  readonly row?: Partial<CredentialRow> & { readonly slots?: readonly ReportedKey[] };
}

const ago = (count: number): Instant => plus(NOW, -count * DAY);
const keyId = (key: Key, index: number): AccessKeyId =>
  (key.id ?? `AKIAEXAMPLEKEY00000${index + 1}`) as AccessKeyId;

function lastUsed({ used, service = 's3' }: Key): LastUsed | undefined {
  if (used === undefined) return undefined;
  return used === 'never'
    ? { kind: 'never-used' }
    : { kind: 'used', at: ago(used), service, region: 'eu-west-1' };
}

function seenOf(key: Key, keyId: AccessKeyId): readonly UseSeen[] {
  const { used, service = 's3', seen = {} } = key;
  if (typeof used !== 'number' || seen === 'nothing') return [];
  const places = [{ service, region: 'eu-west-1' }];
  return [{ keyId, observations: 5, first: ago(used + 14), last: ago(used), places, ...seen }];
}

function input({ keys, row }: Case): AdviceInput {
  const records = keys.flatMap((key, index) =>
    key.record === undefined
      ? []
      : [
          {
            accountId: ACCOUNT,
            userId: USER,
            keyId: keyId(key, index),
            userName: 'deploy',
            createdAt: ago(key.age),
            firstSeen: ago(key.age),
            madeByUs: false,
            exposed: true,
            ...key.record,
          },
        ],
  );
  const uses = keys.flatMap((key, index) => {
    const use = lastUsed(key);
    return use === undefined ? [] : [[keyId(key, index), use] as const];
  });
  const none = { active: false };
  const { slots = [], ...told } = row ?? {};
  return {
    facts: {
      account: {
        id: ACCOUNT,
        name: 'Production',
        email: 'a@example.com',
        state: 'ACTIVE',
        organizationalUnits: [],
      },
      userId: USER,
      userName: 'deploy',
      userArn: `arn:aws:iam::${ACCOUNT}:user/deploy`,
      tags: { known: true, value: new Map() },
      groups: { known: true, value: [] },
      keys: keys.map((key, index) => ({
        id: keyId(key, index),
        status: key.status ?? 'active',
        createdAt: ago(key.age),
      })),
      lastUsed: new Map(uses),
      readAt: NOW,
    },
    memory: { ...blankMemory(ACCOUNT, USER), keys: records },
    ...(row === undefined
      ? {}
      : {
          row: {
            userName: 'deploy',
            arn: `arn:aws:iam::${ACCOUNT}:user/deploy`,
            createdAt: ago(500),
            passwordEnabled: false,
            mfaActive: false,
            tellsOfFurther: false,
            fingerprint: 'x',
            showsNoKey: false,
            ...told,
            keys: [slots[0] ?? none, slots[1] ?? none],
          },
        }),
    seen: keys.flatMap((key, index) => seenOf(key, keyId(key, index))),
    policy: { unusedFor: days(90) },
    now: NOW,
  };
}

const kinds = (given: Case): readonly string[] => adviseOn(input(given)).map(({ kind }) => kind);
const slot = (age: number, used?: number): ReportedKey => ({
  active: true,
  lastRotated: ago(age),
  ...(used === undefined
    ? {}
    : { lastUsedAt: ago(used), lastUsedService: 's3', lastUsedRegion: 'eu-west-1' }),
});
const place = (service: string, region = 'eu-west-1') => ({ service, region });
const proof = { proofFrom: ago(95), provenAt: plus(ago(95), MINUTE), madeByUs: true };

const CASES: readonly (readonly [string, Case, readonly string[]])[] = [
  ['a user without keys', { keys: [], row: { passwordEnabled: true } }, []],
  ['a key never used for 90 days', { keys: [{ age: 90, used: 'never' }] }, ['unused-key']],
  ['a key never used for 89 days', { keys: [{ age: 89, used: 'never' }] }, []],
  ['a key last used 90 days ago', { keys: [{ age: 400, used: 90 }] }, ['unused-key']],
  ['a key whose last use was not read', { keys: [{ age: 400 }] }, []],
  ['an inactive unused key', { keys: [{ age: 400, used: 'never', status: 'inactive' }] }, []],
  ['a key of unknown status', { keys: [{ age: 400, used: 'never', status: 'unknown' }] }, []],
  [
    'an unused key that was replaced',
    { keys: [{ age: 400, used: 'never', record: { replacedBy: 'AKIAX' as AccessKeyId } }] },
    [],
  ],
  [
    'an unused key never handed over',
    { keys: [{ age: 400, used: 'never', record: { discard: 'unproven' } }] },
    [],
  ],
  [
    'a use that was our own proof',
    { keys: [{ age: 96, used: 95, service: 'sts', record: proof }] },
    ['unused-key'],
  ],
  [
    'the report tells what was not read',
    {
      keys: [{ age: 400 }],
      row: { slots: [slot(400, 200)], passwordEnabled: true, passwordLastUsedAt: ago(1) },
    },
    ['unused-key', 'human-console-user'],
  ],
  ['the report tells of another key', { keys: [{ age: 400 }], row: { slots: [slot(399, 200)] } }, []],
  [
    'the report has two slots of one day',
    { keys: [{ age: 400 }], row: { slots: [slot(400, 200), slot(400, 1)] } },
    [],
  ],
  ['two keys of one second', { keys: [{ age: 400 }, { age: 400 }], row: { slots: [slot(400, 200)] } }, []],
  ['a key of one service', { keys: [{ age: 40, used: 1, record: { services: ['s3'] } }] }, ['one-service']],
  ['a key of one service, seen often enough', { keys: [{ age: 40, used: 1 }] }, ['one-service']],
  ['a key of which nothing was noted yet', { keys: [{ age: 40, used: 1, seen: 'nothing' }] }, []],
  ['a key seen once less than enough', { keys: [{ age: 40, used: 1, seen: { observations: 4 } }] }, []],
  [
    'a key seen often, on a day less than enough',
    { keys: [{ age: 40, used: 1, seen: { observations: 90, first: ago(14) } }] },
    [],
  ],
  [
    'a key that was seen in two Regions',
    { keys: [{ age: 40, used: 1, seen: { places: [place('s3'), place('s3', 'us-east-1')] } }] },
    ['one-service'],
  ],
  [
    'a key that was seen with two services',
    { keys: [{ age: 40, used: 1, seen: { places: [place('s3'), place('ses')] } }] },
    [],
  ],
  ['a key of two services', { keys: [{ age: 40, used: 1, record: { services: ['ec2', 's3'] } }] }, []],
  ['a key that now uses another one', { keys: [{ age: 40, used: 1, record: { services: ['ec2'] } }] }, []],
  ['a service nothing is known of', { keys: [{ age: 40, used: 1, service: 'toString' }] }, []],
  ['no service on record', { keys: [{ age: 40, used: 1, service: 'N/A' }] }, []],
  [
    'a key of one service that is being retired',
    { keys: [{ age: 40, used: 1, record: { replacedBy: 'AKIAX' as AccessKeyId } }] },
    [],
  ],
  [
    'a person',
    { keys: [{ age: 9 }], row: { passwordEnabled: true, passwordLastUsedAt: ago(3) } },
    ['human-console-user'],
  ],
  ['a password that was never used', { keys: [{ age: 9 }], row: { passwordEnabled: true } }, []],
  [
    'a password that is off',
    { keys: [{ age: 9 }], row: { passwordEnabled: false, passwordLastUsedAt: ago(3) } },
    [],
  ],
  [
    'a person with an inactive key',
    { keys: [{ age: 9, status: 'inactive' }], row: { passwordEnabled: true, passwordLastUsedAt: ago(3) } },
    [],
  ],
  [
    'an abandoned user',
    {
      keys: [
        { age: 400, used: 200 },
        { age: 300, used: 'never', status: 'inactive' },
      ],
      row: { passwordEnabled: true, passwordLastUsedAt: ago(120) },
    },
    ['abandoned-user'],
  ],
  [
    'an abandoned user, by the report alone',
    { keys: [{ age: 400 }], row: { slots: [slot(400)] } },
    ['abandoned-user'],
  ],
  ['one key of two unknown', { keys: [{ age: 400, used: 200 }, { age: 300 }], row: {} }, ['unused-key']],
  [
    'a password used lately',
    {
      keys: [{ age: 400, used: 200, status: 'inactive' }],
      row: { passwordEnabled: true, passwordLastUsedAt: ago(89) },
    },
    [],
  ],
  [
    'a user who is new',
    { keys: [{ age: 91, used: 'never', status: 'inactive' }], row: { createdAt: ago(89) } },
    [],
  ],
];

test.each(CASES)('%s', (_what, given, expected) => {
  expect(kinds(given)).toEqual(expected);
});

test('what the report does not say of the password is not taken for no password', () => {
  const { row, ...rest } = input({ keys: [{ age: 400, used: 200, status: 'inactive' }], row: {} });
  if (row === undefined) throw new Error('no row');
  const { passwordEnabled: _unsaid, ...silent } = row;
  expect(adviseOn({ ...rest, row }).map(({ kind }) => kind)).toEqual(['abandoned-user']);
  expect(adviseOn({ ...rest, row: silent })).toEqual([]);
});

test('an abandoned user was last seen at the latest of all uses', () => {
  const row = { passwordEnabled: true, passwordLastUsedAt: ago(120) };
  const [advice] = adviseOn(
    input({
      keys: [
        { age: 400, used: 200 },
        { age: 300, used: 100 },
      ],
      row,
    }),
  );
  expect(advice).toMatchObject({ kind: 'abandoned-user', lastSeenAt: ago(100), createdAt: ago(500) });
});

describe('in words', () => {
  const about = { accountId: ACCOUNT, accountName: 'Production', userId: USER, userName: 'deploy' };
  const key = { ...about, keyId: 'AKIAEXAMPLEKEY00WXYZ' as AccessKeyId };
  const OBSERVED = { observations: 12, observedSince: ago(30) };
  const ALL: readonly Advice[] = [
    { ...key, kind: 'unused-key', age: days(200) },
    { ...key, kind: 'unused-key', age: days(200), lastUsedAt: ago(100) },
    { ...key, kind: 'one-service', service: 'ses', region: 'us-east-1', ...OBSERVED },
    { ...key, kind: 'one-service', service: 'elsewhere', region: 'N/A', ...OBSERVED },
    { ...about, kind: 'human-console-user', mfa: true },
    { ...about, kind: 'human-console-user', mfa: false, passwordLastUsedAt: ago(3) },
    { ...about, kind: 'abandoned-user', createdAt: ago(900) },
    { ...about, kind: 'abandoned-user', createdAt: ago(900), lastSeenAt: ago(400) },
  ];

  test.each(ALL)('$kind says what was found and what could be done', (advice) => {
    const { label, found, instead } = adviceText(advice);
    expect(label.length).toBeLessThanOrEqual(24);
    for (const sentence of [found, instead]) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(found).not.toContain('AKIA');
    if (advice.keyId !== undefined)
      expect(adviceText(advice, { fullIds: true }).found).toContain(advice.keyId);
  });

  test('one service is called a hint', () => {
    const texts = ALL.filter(({ kind }) => kind === 'one-service').map((advice) => adviceText(advice));
    expect(texts[0]?.found).toContain(
      'All 12 uses of key …WXYZ that were seen since 2026-05-31 were of Amazon SES in us-east-1. AWS tells only the service of the last use',
    );
    expect(texts[1]?.found).toContain('were of elsewhere. ');
  });
});
