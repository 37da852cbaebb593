import { DAY } from '../domain/time.ts';
import type { KeyDefinition, UserDefinition } from '../sandbox/index.ts';
import { DEMO_ACCOUNTS } from './accounts.ts';

/** How the application behind a user behaves. */
export interface Habit {
  /** Which of the user's keys the application holds at the start; none for keys that nobody uses. */
  readonly holds?: number;
  /** It uses its key every so many days. */
  readonly everyDays: number;
  /** Days between being told of a replacement and taking it up; undefined for owners who never do. */
  readonly picksUpAfter?: number;
}

/** A user of the story: what is in IAM at the start, and what its owner does. */
export interface CastMember {
  readonly accountId: string;
  readonly user: UserDefinition;
  readonly habit: Habit;
  /** Why the user is in the story; only told users are mentioned by name. */
  readonly role?: string;
}

interface Part {
  readonly account: number;
  readonly name: string;
  readonly role: string;
  /** Ages of the keys in days, with what is special about them. */
  readonly keys: readonly { readonly age: number; readonly used?: number; readonly status?: string }[];
  readonly habit: Habit;
  readonly tags?: Readonly<Record<string, string>>;
  readonly groups?: readonly string[];
}

/** The parts that every story has, whatever its seed. */
const PARTS: readonly Part[] = [
  {
    account: 0,
    name: 'settlement',
    role: 'uses its new key within three days',
    keys: [{ age: 81, used: 0 }],
    habit: { holds: 0, everyDays: 1, picksUpAfter: 3 },
  },
  {
    account: 0,
    name: 'ledger-export',
    role: 'never uses its new key',
    keys: [{ age: 75, used: 0 }],
    habit: { holds: 0, everyDays: 1 },
  },
  {
    account: 0,
    name: 'year-end-close',
    role: 'runs every thirty-five days',
    keys: [{ age: 70, used: 0 }],
    habit: { holds: 0, everyDays: 35 },
  },
  {
    account: 1,
    name: 'image-resize',
    role: 'uses its new key late',
    keys: [{ age: 84, used: 0 }],
    habit: { holds: 0, everyDays: 1, picksUpAfter: 14 },
  },
  {
    account: 1,
    name: 'old-campaign',
    role: 'is used by nobody',
    keys: [{ age: 300, used: 200 }],
    habit: { everyDays: 1 },
  },
  { account: 1, name: 'never-used', role: 'was never used', keys: [{ age: 120 }], habit: { everyDays: 1 } },
  {
    account: 2,
    name: 'push-gateway',
    role: 'has two active keys, the newer in use',
    keys: [
      { age: 200, used: 60 },
      { age: 40, used: 0 },
    ],
    habit: { holds: 1, everyDays: 1, picksUpAfter: 2 },
  },
  {
    account: 2,
    name: 'legacy-api',
    role: 'has two active keys, both in use',
    keys: [
      { age: 210, used: 0 },
      { age: 150, used: 0 },
    ],
    habit: { holds: 0, everyDays: 1, picksUpAfter: 2 },
  },
  {
    account: 3,
    name: 'telemetry',
    role: 'has an inactive key in the second slot',
    keys: [
      { age: 400, used: 300, status: 'Inactive' },
      { age: 95, used: 0 },
    ],
    habit: { holds: 1, everyDays: 1, picksUpAfter: 4 },
  },
  {
    account: 4,
    name: 'switched-off',
    role: 'has only an inactive key',
    keys: [{ age: 500, used: 400, status: 'Inactive' }],
    habit: { everyDays: 1 },
  },
  {
    account: 5,
    name: 'triple',
    role: 'has three keys, after a race',
    keys: [
      { age: 160, used: 0 },
      { age: 130, used: 90 },
      { age: 100, used: 80 },
    ],
    habit: { holds: 0, everyDays: 1 },
  },
  {
    account: 5,
    name: 'odd.name+tag=x,y@lab-1_z',
    role: 'has every character a user name may have',
    keys: [{ age: 88, used: 0 }],
    habit: { holds: 0, everyDays: 1, picksUpAfter: 1 },
  },
  {
    account: 6,
    name: 'odd-status',
    role: 'has a key of unknown status',
    keys: [{ age: 100, used: 0, status: 'Expired' }],
    habit: { everyDays: 1 },
  },
  {
    account: 7,
    name: 'terraform',
    role: 'loses the answer to its new key',
    keys: [{ age: 65, used: 0 }],
    habit: { holds: 0, everyDays: 1, picksUpAfter: 2 },
  },
  {
    account: 7,
    name: 'release-bot',
    role: 'is being rotated when Keyturn crashes',
    keys: [{ age: 50, used: 0 }],
    habit: { holds: 0, everyDays: 1, picksUpAfter: 2 },
  },
  {
    account: 8,
    name: 'auditor',
    role: 'is exempt by group',
    keys: [{ age: 365, used: 0 }],
    habit: { holds: 0, everyDays: 1 },
    groups: ['IAMKeyRotationExemptionGroup'],
  },
  {
    account: 8,
    name: 'break-glass',
    role: 'is exempt by tag',
    keys: [{ age: 420, used: 100 }],
    habit: { everyDays: 1 },
    tags: { KeyturnExempt: 'True' },
  },
  {
    account: 9,
    name: 'newcomer',
    role: 'is new',
    keys: [{ age: 1, used: 0 }],
    habit: { holds: 0, everyDays: 1, picksUpAfter: 3 },
  },
];

const TRADES = [
  'backup',
  'metrics',
  's3-sync',
  'mailer',
  'reports',
  'billing',
  'crawler',
  'etl',
  'scanner',
  'archiver',
] as const;
const CAST_SIZE = 60;

/** The whole cast: the fixed parts, and ordinary users of all ages and habits drawn from the seed. */
export function buildCast(startAt: number, random: () => number): readonly CastMember[] {
  const cast = PARTS.map((part) => castPart(part, startAt));
  const live = DEMO_ACCOUNTS.filter((account) => account.state === undefined);
  for (let index = 0; cast.length < CAST_SIZE; index += 1) {
    const account = live[index % live.length];
    const trade = TRADES[Math.floor(index / live.length) % TRADES.length];
    if (account === undefined || trade === undefined) continue;
    const age = Math.floor(random() * 110);
    const everyDays = random() < 0.8 ? 1 : 4;
    const picksUpAfter = 1 + Math.floor(random() * 7);
    cast.push({
      accountId: account.id,
      user: user(
        { name: `${trade}-${account.name}`, keys: [{ age, used: Math.min(age, everyDays - 1) }] },
        startAt,
      ),
      habit: { holds: 0, everyDays, picksUpAfter },
    });
  }
  return cast;
}

function castPart(part: Part, startAt: number): CastMember {
  const accountId = DEMO_ACCOUNTS[part.account]?.id ?? '';
  return { accountId, user: user(part, startAt), habit: part.habit, role: part.role };
}

function user(part: Pick<Part, 'name' | 'keys' | 'tags' | 'groups'>, startAt: number): UserDefinition {
  const keys = part.keys.map((key): KeyDefinition => {
    const lastUsed =
      key.used === undefined
        ? {}
        : { lastUsed: { at: startAt - key.used * DAY - DAY / 4, service: 's3', region: 'eu-west-1' } };
    return { createdAt: startAt - key.age * DAY, status: key.status ?? 'Active', ...lastUsed };
  });
  const oldest = Math.max(...part.keys.map((key) => key.age));
  return {
    name: part.name,
    createdAt: startAt - (oldest + 30) * DAY,
    keys,
    ...(part.tags === undefined ? {} : { tags: part.tags }),
    ...(part.groups === undefined ? {} : { groups: part.groups }),
  };
}
