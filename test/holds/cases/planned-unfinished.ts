import type { HoldCase } from './hold-case.ts';
import { planned, type World } from './planned.ts';

const ONE = { key: 'one', created: 0, used: 94 } as const;
const LOST_ANSWER = {
  kind: 'rotate',
  openedAt: 90,
  oldKeyId: 'one',
  keysBefore: ['one'],
  createFrom: 90,
  createUntil: '90 + 1m',
};
const OPEN = { today: '90 + 5m', keys: [{ ...ONE, used: 89 }] } as const;
const PROVEN = {
  ...LOST_ANSWER,
  newKeyId: 'new',
  storedAt: 90,
  proofFrom: 90,
  provenAt: '90 + 1m',
  promoteFrom: '90 + 1m',
};
const NEW_RECORD = {
  key: 'new',
  createdAt: 90,
  madeByUs: true,
  replaces: 'one',
  proofFrom: 90,
  provenAt: '90 + 1m',
};
const newKey = (status: 'active' | 'inactive') =>
  ({ key: 'new', created: 90, used: 'never', status }) as const;
const SWITCHED_OFF: World = {
  today: 91,
  keys: [{ ...ONE, used: 89 }, newKey('inactive')],
  ledger: { keys: [NEW_RECORD], saga: PROVEN },
};

/** Holds for changes that did not come to their end. */
export const UNFINISHED_CASES: readonly HoldCase[] = [
  ...[
    {
      detail: 'a key may still appear',
      world: { ...OPEN, ledger: { saga: LOST_ANSWER } },
      repair: 'close-saga',
    },
    {
      detail: 'the new key is not listed yet',
      world: { ...OPEN, ledger: { keys: [NEW_RECORD], saga: PROVEN } },
      repair: 'close-saga',
    },
    {
      detail: 'the listing may be stale',
      world: { ...OPEN, ledger: { saga: { kind: 'deactivate', key: 'one', openedAt: 90 } } },
      repair: 'close-saga',
    },
  ].map(
    ({ detail, world, repair }): HoldCase => ({
      gate: 'unfinished-saga',
      state: 'waiting',
      detail,
      says: ['A run that takes place more than ten minutes after it settles it'],
      ends: [
        {
          how: 'a run after that time',
          play: planned('one', world, { before: [{ today: '90 + 9m' }], after: { today: '90 + 12m' } }),
          becomes: { action: 'repair', repair },
        },
      ],
    }),
  ),
  {
    gate: 'unfinished-saga',
    state: 'blocked',
    detail: 'switched off',
    says: ['Make the new key Active again in IAM', 'delete it there', 'the next run then begins anew'],
    ends: [
      {
        how: 'it is made Active again',
        play: planned('one', SWITCHED_OFF, { after: { keys: [{ ...ONE, used: 89 }, newKey('active')] } }),
        becomes: { action: 'repair', repair: 'finish-promotion' },
      },
      {
        how: 'it is deleted',
        play: planned('one', SWITCHED_OFF, { after: { keys: [{ ...ONE, used: 89 }] } }),
        becomes: { action: 'repair', repair: 'close-saga' },
      },
    ],
  },
];
