import { ROTATES } from '../becomes.ts';
import type { Ground } from '../hold-case.ts';
import { planned, untilDay, type World } from '../planned.ts';
import { DUE } from '../planned-worlds.ts';

const canaries = (...runs: NonNullable<World['canary']>['runs']): NonNullable<World['canary']> => ({
  accounts: ['444455556666'],
  for: '7d',
  runs,
});

/** The canaries come first. */
export const CANARY: readonly Ground[] = [
  {
    state: 'waiting',
    detail: 'no run has changed them',
    says: [
      'what failed in the accounts under `safety.canary`',
      'no failure for the time under `safety.canary.for`',
    ],
    ends: [
      {
        how: 'they have gone without a failure for that time',
        play: planned(
          'one',
          { ...DUE, canary: canaries({ day: 94, failed: 1 }) },
          { after: { today: 102, canary: canaries({ day: 94, failed: 1 }, { day: 95 }, { day: 101 }) } },
        ),
        becomes: ROTATES,
      },
    ],
  },
  {
    state: 'waiting',
    detail: 'they have gone without a failure since',
    day: 'passes',
    says: ['if no change fails there before then'],
    ends: [
      {
        how: 'on that day',
        play: untilDay('one', { ...DUE, canary: canaries({ day: 90 }) }, { today: 97 }),
        becomes: ROTATES,
      },
    ],
  },
];
