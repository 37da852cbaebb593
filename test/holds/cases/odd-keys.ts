import { ROTATES } from '../becomes.ts';
import type { Ground } from '../hold-case.ts';
import { planned } from '../planned.ts';
import { DUE } from '../planned-worlds.ts';

const odd = (status: 'active' | 'inactive' | 'unknown') => ({ key: 'odd', created: 10, used: 20, status });

/** A status that Keyturn does not know. */
export const KEY_STATUS: readonly Ground[] = [
  {
    state: 'blocked',
    detail: 'does not know',
    says: ['make it Active or Inactive, or delete it there'],
    ends: (['active', 'inactive'] as const).map((status) => ({
      how: `it is made ${status}`,
      play: planned('odd', { today: 50, keys: [odd('unknown')] }, { after: { keys: [odd(status)] } }),
      becomes: { action: 'none' },
    })),
  },
  {
    state: 'blocked',
    detail: 'does not know',
    says: ['delete it there'],
    ends: [
      {
        how: 'it is deleted',
        play: planned('odd', { ...DUE, keys: [...DUE.keys, odd('unknown')] }, { after: { keys: DUE.keys } }),
      },
    ],
  },
];

/** More than two keys. */
export const KEY_COUNT: readonly Ground[] = [
  {
    state: 'blocked',
    detail: '3 keys',
    says: ['Delete the keys in IAM that nobody uses', 'at most two'],
    ends: [
      {
        how: 'one is deleted, and the others go their way',
        play: planned(
          'one',
          {
            ...DUE,
            keys: [
              ...DUE.keys,
              odd('inactive'),
              { key: 'six', created: 20, used: 'never', status: 'inactive' },
            ],
          },
          { after: { keys: [...DUE.keys, odd('inactive')] } },
        ),
        becomes: { objections: [{ gate: 'free-slot', state: 'waiting' }] },
      },
      {
        how: 'all but one are deleted',
        play: planned(
          'one',
          { ...DUE, keys: [...DUE.keys, odd('active'), odd('unknown')] },
          { after: { keys: DUE.keys } },
        ),
        becomes: ROTATES,
      },
    ],
  },
];

/** When the key was last used cannot be read. */
export const LAST_USED: readonly Ground[] = [
  {
    state: 'blocked',
    detail: 'Throttling',
    says: ['The next run reads it again', 'iam:GetAccessKeyLastUsed'],
    ends: [
      {
        how: 'it can be read again',
        play: planned('one', { ...DUE, keys: [{ key: 'one', created: 0, used: 'unknown' }] }, { after: DUE }),
        becomes: ROTATES,
      },
    ],
  },
];
