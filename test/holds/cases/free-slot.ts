import { ROTATES } from '../becomes.ts';
import type { Ground } from '../hold-case.ts';
import { planned, type World } from '../planned.ts';
import { ONE } from '../planned-worlds.ts';

const FULL: World = { today: 95, keys: [ONE, { key: 'odd', created: 10, used: 20, status: 'unknown' }] };
const SPARE = { key: 'spare', created: 10, used: 20, status: 'inactive' } as const;
const ALONE = { after: { keys: [ONE] } };

/** The user has two keys already. */
export const FREE_SLOT: readonly Ground[] = [
  {
    state: 'blocked',
    detail: 'the other key is not inactive',
    says: ['Delete the other key in IAM, or make it Inactive'],
    ends: [
      { how: 'it is deleted', play: planned('one', FULL, ALONE), becomes: ROTATES },
      {
        how: 'it was made Inactive, and has left',
        play: planned('one', FULL, { after: { today: 110, keys: [{ ...ONE, used: 109 }] } }),
        becomes: ROTATES,
      },
    ],
  },
  {
    state: 'waiting',
    detail: 'an inactive key is deleted after its recovery time',
    day: 'passes',
    says: ['This ends when the other key is deleted'],
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
    state: 'waiting',
    detail: 'an inactive key is deleted after its recovery time',
    says: ['If that key is held, its own hold says how to resolve it'],
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
          ALONE,
        ),
        becomes: ROTATES,
      },
    ],
  },
  {
    state: 'waiting',
    detail: 'a key that was never handed over is deleted first',
    says: ['This ends when the other key is deleted'],
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
          ALONE,
        ),
        becomes: ROTATES,
      },
    ],
  },
  {
    state: 'waiting',
    detail: 'a new key is not listed yet',
    says: ['A run more than ten minutes later continues'],
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
    state: 'waiting',
    detail: 'the key that this one replaced goes first',
    says: ['This ends when the other key is deleted'],
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
];
