import { expect, it } from 'vitest';
import type { Policy } from '../../../src/domain/policy.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/domain/settings.ts';
import { days } from '../../../src/domain/time.ts';
import { play } from '../play.ts';
import { oneUser, runOn } from './one-user.ts';

const documentOf = (policy: Partial<Policy>): Settings => ({
  ...DEFAULT_SETTINGS,
  policy: { ...DEFAULT_SETTINGS.policy, conflict: 'retire-least-recently-used', ...policy },
  exemptions: [{ group: 'Exempt' }],
});

it('a change of policy does not bring forward the date that the owner was told last', async () => {
  const keys = [
    { age: 116, status: 'Active', usedAgo: 19 },
    { age: 110, status: 'Active', usedAgo: 0 },
  ];
  const habit = {
    everyDays: 1,
    holdsAll: false,
    takesUpAfter: undefined,
    keepsBoth: false,
    callsForHelp: 0,
  };
  const user = { name: 'u1', path: '/', tags: {}, exemptByGroup: false, keys, habit };
  // Day 0: announced as the one of two that goes, for day 7, but no run comes then. Day 13: unused by now, and announced
  // as such for day 20. Day 15: the policy changes, and it is one of two again.
  const schedule = oneUser({
    accounts: [{ id: '111111111111', tags: {}, users: [user] }],
    settings: documentOf({ unusedFor: days(32) }),
    later: { day: 15, settings: documentOf({}) },
    steps: [runOn(0), runOn(13), runOn(16)],
  });
  expect((await play(schedule)).problems).toEqual([]);
});
