import type { HoldCase } from './hold-case.ts';
import { planned, type World } from './planned.ts';

const ONE = { key: 'one', created: 0, used: 94 } as const;
const FULL: World = { today: 95, keys: [ONE, { key: 'odd', created: 10, used: 20, status: 'unknown' }] };
const SPARE = { key: 'spare', created: 10, used: 20, status: 'inactive' } as const;
const ROTATES = { action: 'rotate' };
const KEPT: World = {
  today: 100,
  keys: [
    { key: 'one', created: 0, used: 99 },
    { key: 'two', created: 5, used: 99 },
  ],
  ledger: { keep: { key: 'one', at: 98 } },
};
const LAST: World = {
  today: 141,
  policy: { notice: 'not-required' },
  keys: [
    { key: 'old', created: 0, used: 139, status: 'inactive' },
    { key: 'spare', created: 10, used: 'never' },
  ],
  ledger: { keys: [{ key: 'old', inactiveSince: 140 }] },
};
const FORCED = { ...LAST.ledger, force: { keys: ['spare'], at: 141 } };

/** Holds of keys that stand in one another's way, and of changes that did not come to their end. */
export const CONFLICT_CASES: readonly HoldCase[] = [
  {
    gate: 'last-key',
    state: 'blocked',
    detail: '1970-05-20',
    day: 'passes',
    says: [
      '`keyturn force --user USER --reason TEXT --enforce` makes a replacement as soon as the other key has left',
    ],
    ends: [
      {
        how: 'a replacement is ordered, and waits for the other key',
        play: planned('spare', LAST, { after: { ledger: FORCED } }),
        becomes: { held: 'rotate', objections: [{ gate: 'free-slot', state: 'waiting' }] },
      },
      {
        how: 'and is made when that has left',
        play: planned('spare', LAST, { after: { today: 151, keys: LAST.keys.slice(1), ledger: FORCED } }),
        becomes: { action: 'rotate', reason: 'FORCED_ROTATION' },
      },
    ],
  },
  {
    gate: 'free-slot',
    state: 'blocked',
    detail: 'the other key is not inactive',
    says: ['Delete the other key in IAM, or make it Inactive'],
    ends: [
      { how: 'it is deleted', play: planned('one', FULL, { after: { keys: [ONE] } }), becomes: ROTATES },
      {
        how: 'it was made Inactive, and has left',
        play: planned('one', FULL, {
          after: { today: 110, keys: [{ ...ONE, used: 109 }] },
        }),
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'free-slot',
    state: 'waiting',
    detail: 'an inactive key leaves after its soak',
    day: 'passes',
    says: ['It ends when the other key has left'],
    ends: [
      {
        how: 'on that day the other key is deleted, and this one replaced',
        play: planned(
          'one',
          { today: 95, keys: [ONE, SPARE], ledger: { keys: [{ key: 'spare', inactiveSince: 91 }] } },
          { before: [{ today: '101 - 1s' }], after: { today: 101, keys: [ONE] } },
        ),
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'free-slot',
    state: 'waiting',
    detail: 'an inactive key leaves after its soak',
    says: ['If that one is held, its own hold says what ends it'],
    ends: [
      {
        how: 'the day is over, since the other key was used: its own hold is ended',
        play: planned(
          'one',
          {
            today: 102,
            keys: [ONE, { ...SPARE, used: 95 }],
            ledger: { keys: [{ key: 'spare', inactiveSince: 91 }] },
          },
          { after: { keys: [ONE] } },
        ),
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'free-slot',
    state: 'waiting',
    detail: 'a key that was made in vain leaves first',
    says: ['It ends when the other key has left'],
    ends: [
      {
        how: 'it has left',
        play: planned(
          'one',
          {
            today: 95,
            keys: [ONE, { key: 'vain', created: 94, used: 'never' }],
            ledger: { keys: [{ key: 'vain', madeByUs: true, discard: 'lost' }] },
          },
          { after: { keys: [ONE] } },
        ),
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'free-slot',
    state: 'waiting',
    detail: 'a new key is not listed yet',
    says: ['A run that takes place more than ten minutes later goes on'],
    ends: [
      {
        how: 'ten minutes are over',
        play: planned(
          'one',
          {
            today: '95 + 5m',
            keys: [ONE],
            ledger: { keys: [{ key: 'made', createdAt: 95, madeByUs: true, discard: 'lost' }] },
          },
          { before: [{ today: '95 + 9m' }], after: { today: '95 + 11m' } },
        ),
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'free-slot',
    state: 'waiting',
    detail: 'the key that this one replaced goes first',
    says: ['It ends when the other key has left'],
    ends: [
      {
        how: 'it has left',
        play: planned(
          'new',
          {
            today: 190,
            keys: [
              { key: 'old', created: 0, used: 189 },
              { key: 'new', created: 90, used: 189 },
            ],
            ledger: {
              keys: [
                { key: 'old', replacedBy: 'new' },
                { key: 'new', madeByUs: true, replaces: 'old', provenAt: 90, promotedAt: 90 },
              ],
            },
          },
          { after: { keys: [{ key: 'new', created: 90, used: 189 }] } },
        ),
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'two-active-keys',
    state: 'waiting',
    detail: 'the other one goes first',
    says: ['It ends when the other key has left', 'its own hold says what ends it'],
    ends: [
      {
        how: 'it has left',
        play: planned('one', KEPT, { after: { keys: KEPT.keys.slice(0, 1) } }),
        becomes: ROTATES,
      },
    ],
  },
];
