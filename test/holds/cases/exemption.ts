import { ROTATES } from '../becomes.ts';
import type { Ground } from '../hold-case.ts';
import { planned } from '../planned.ts';
import { DUE } from '../planned-worlds.ts';

/** It is not known whether the user is exempt, or which policy applies. */
export const EXEMPTION: readonly Ground[] = [
  {
    state: 'blocked',
    detail: 'groups: AccessDenied',
    says: ['iam:ListGroupsForUser'],
    ends: [
      {
        how: 'the groups can be read',
        play: planned(
          'one',
          { ...DUE, exemptions: [{ group: 'x' }], user: { groups: 'unreadable' } },
          { after: { user: { groups: [] } } },
        ),
        becomes: ROTATES,
      },
    ],
  },
  {
    state: 'blocked',
    detail: 'tags',
    says: ['or which policy applies to the user', 'iam:ListUserTags'],
    ends: [
      {
        how: 'the tags that decide about the policy can be read',
        play: planned(
          'one',
          {
            ...DUE,
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
    state: 'blocked',
    detail: 'account tags',
    says: ['organizations:ListTagsForResource'],
    ends: [
      {
        how: 'the account’s tags can be read',
        play: planned(
          'one',
          { ...DUE, exemptions: [{ accountTags: [{ key: 'x' }] }], user: { accountTags: 'unreadable' } },
          { after: { user: { accountTags: {} } } },
        ),
        becomes: ROTATES,
      },
    ],
  },
];
