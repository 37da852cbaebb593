import type { HoldCase } from './hold-case.ts';
import { planned, untilDay, type World } from './planned.ts';

const ONE: World = { today: 95, keys: [{ key: 'one', created: 0, used: 94 }] };
const ROTATES = { action: 'rotate' };
const odd = (status: 'active' | 'inactive' | 'unknown') => ({ key: 'odd', created: 10, used: 20, status });

/** Holds for want of a reading, for too many keys, and for what stops many users at once. */
export const READING_CASES: readonly HoldCase[] = [
  {
    gate: 'exemption',
    state: 'blocked',
    detail: 'groups: AccessDenied',
    says: ['iam:ListGroupsForUser'],
    ends: [
      {
        how: 'the groups can be read',
        play: planned(
          'one',
          { ...ONE, exemptions: [{ group: 'x' }], user: { groups: 'unreadable' } },
          { after: { user: { groups: [] } } },
        ),
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'exemption',
    state: 'blocked',
    detail: 'tags',
    says: ['or which policy applies to it', 'iam:ListUserTags'],
    ends: [
      {
        how: 'the tags that decide about the policy can be read',
        play: planned(
          'one',
          {
            ...ONE,
            userTags: [{ key: 'rotateAfter', sets: 'rotateAfter', atMost: '365d' }],
            user: { tags: 'unreadable' },
          },
          { after: { user: { tags: {} } } },
        ),
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'exemption',
    state: 'blocked',
    detail: 'account tags',
    says: ['organizations:ListTagsForResource'],
    ends: [
      {
        how: 'the account’s tags can be read',
        play: planned(
          'one',
          { ...ONE, exemptions: [{ accountTags: [{ key: 'x' }] }], user: { accountTags: 'unreadable' } },
          { after: { user: { accountTags: {} } } },
        ),
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'key-status',
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
    gate: 'key-status',
    state: 'blocked',
    detail: 'does not know',
    says: ['delete it there'],
    ends: [
      {
        how: 'it is deleted',
        play: planned('odd', { ...ONE, keys: [...ONE.keys, odd('unknown')] }, { after: { keys: ONE.keys } }),
      },
    ],
  },
  {
    gate: 'key-count',
    state: 'blocked',
    detail: '3 keys',
    says: ['Delete the keys in IAM that nobody uses', 'at most two'],
    ends: [
      {
        how: 'one is deleted, and the others go their way',
        play: planned(
          'one',
          {
            ...ONE,
            keys: [
              ...ONE.keys,
              odd('inactive'),
              { key: 'six', created: 20, used: 'never', status: 'inactive' },
            ],
          },
          { after: { keys: [...ONE.keys, odd('inactive')] } },
        ),
        becomes: { objections: [{ gate: 'free-slot', state: 'waiting' }] },
      },
      {
        how: 'all but one are deleted',
        play: planned(
          'one',
          { ...ONE, keys: [...ONE.keys, odd('active'), odd('unknown')] },
          { after: { keys: ONE.keys } },
        ),
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'last-used',
    state: 'blocked',
    detail: 'Throttling',
    says: ['The next run reads it again', 'iam:GetAccessKeyLastUsed'],
    ends: [
      {
        how: 'it can be read again',
        play: planned('one', { ...ONE, keys: [{ key: 'one', created: 0, used: 'unknown' }] }, { after: ONE }),
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'freeze',
    state: 'waiting',
    detail: 'year end',
    day: 'passes',
    says: ['`safety.freeze`'],
    ends: [
      {
        how: 'on its last day',
        play: untilDay(
          'one',
          { ...ONE, freeze: [{ from: 90, until: 100, reason: 'year end' }] },
          { today: 100 },
        ),
        becomes: ROTATES,
      },
      {
        how: 'its dates are changed',
        play: planned(
          'one',
          { ...ONE, freeze: [{ from: 90, until: 100, reason: 'year end' }] },
          { after: { freeze: [] } },
        ),
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'canary',
    state: 'waiting',
    detail: 'no run has changed them',
    says: ['what failed in the accounts under `safety.canary`', 'without a failure for its time'],
    ends: [
      {
        how: 'they have gone without a failure for that time',
        play: planned(
          'one',
          { ...ONE, canary: { accounts: ['444455556666'], for: '7d', runs: [{ day: 94, failed: 1 }] } },
          {
            after: {
              today: 102,
              canary: {
                accounts: ['444455556666'],
                for: '7d',
                runs: [{ day: 94, failed: 1 }, { day: 95 }, { day: 101 }],
              },
            },
          },
        ),
        becomes: ROTATES,
      },
    ],
  },
  {
    gate: 'canary',
    state: 'waiting',
    detail: 'they have gone without a failure since',
    day: 'passes',
    says: ['if no change fails there before then'],
    ends: [
      {
        how: 'on that day',
        play: untilDay(
          'one',
          { ...ONE, canary: { accounts: ['444455556666'], for: '7d', runs: [{ day: 90 }] } },
          { today: 97 },
        ),
        becomes: ROTATES,
      },
    ],
  },
];
